using System.Buffers;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Portainer.Engine;
using Portainer.Files;

namespace Portainer.Gateway;

/// <summary>Sends a request on as it was checked and brings the answer back; neither is held, whatever its size or age.</summary>
internal sealed class Forwarder(AnswerRules answers)
{
    private const int Piece = 64 * 1024;

    public async Task ForwardAsync(GatewayRequest request)
    {
        using var answer = await request.Session.Client.SendRawAsync(Message(request), request.Aborted);
        var response = request.Context.Response;
        response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => PassedHeaders.ComesBack(header.Key)))
        {
            response.Headers[name] = values.ToArray();
        }

        if (await answers.WriteAsync(request, answer))
        {
            return;
        }

        await PassAsync(request.Context, answer, request.Aborted);
    }

    /// <summary>Answers are written as they come: a log's next line may be an hour away.</summary>
    private static async Task PassAsync(HttpContext context, HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }

        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        // The head by itself: a client that waits for a container's end only starts it once it is there.
        await context.Response.BodyWriter.FlushAsync(cancellationToken);
        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        var piece = ArrayPool<byte>.Shared.Rent(Piece);
        try
        {
            while (await body.ReadAsync(piece, cancellationToken) is > 0 and var count)
            {
                await context.Response.BodyWriter.WriteAsync(piece.AsMemory(0, count), cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    private static RawRequest Message(GatewayRequest request)
    {
        var from = request.Context.Request;
        var message = new RawRequest(HttpMethod.Parse(from.Method), request.PathAndQuery) { Headers = PassedHeaders.Of(from) };
        if (request.Body is { } body)
        {
            return message with { Body = System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()) };
        }

        if (request.Route is { Body: BodyRule.None } || request.Context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != true)
        {
            return message;
        }

        FileAnswer.LiftLimits(request.Context);
        return message with
        {
            Stream = from.Body,
            Length = from.ContentLength,
            ContentType = ContentType(request),
            ExpectsContinue = from.Headers.Expect.ToString().StartsWith("100", StringComparison.Ordinal),
        };
    }

    // Never the client's: engines read parameters out of bodies that say they are forms, before those of the URL.
    private static string ContentType(GatewayRequest request) => request.Route switch
    {
        { Body: BodyRule.Stream } => "application/x-tar",
        { } => "application/json",
        null => request.Context.Request.ContentType ?? "application/octet-stream",
    };
}
