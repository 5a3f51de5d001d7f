using System.Buffers;
using System.IO.Pipelines;
using Portainer.Data.AccessControl;

namespace Portainer.Gateway;

/// <summary>Passes on an array without what the caller may not see, each thing with its owner.</summary>
internal static class ListWriter
{
    private const int Piece = 64 * 1024;

    public static async Task WriteAsync(GatewayRequest request, ResourceType type, Sight sight, Stream body)
    {
        var things = new JsonObjectStream(body);
        var writer = request.Context.Response.BodyWriter;
        writer.Write("["u8);
        var isFirst = true;
        while (await things.ReadAsync(null, request.Aborted) is { } thing)
        {
            isFirst &= !Write(writer, type, sight, thing, isFirst);
            if (writer.UnflushedBytes > Piece)
            {
                await writer.FlushAsync(request.Aborted);
            }
        }

        writer.Write("]\n"u8);
        await writer.FlushAsync(request.Aborted);
    }

    private static bool Write(PipeWriter writer, ResourceType type, Sight sight, ReadOnlyMemory<byte> thing, bool isFirst)
    {
        var facts = ThingFacts.Read(thing.Span);
        if (!sight.Sees(type, facts))
        {
            return false;
        }

        if (!isFirst)
        {
            writer.Write(","u8);
        }

        writer.Write(sight.Decoration(type, facts) is { } decoration ? AnswerRules.Decorate(thing, decoration) : thing.Span);
        return true;
    }
}
