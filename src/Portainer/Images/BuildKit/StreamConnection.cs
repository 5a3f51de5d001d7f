using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace Portainer.Images.BuildKit;

/// <summary>
/// A stream as Kestrel wants a connection. ASP.NET Core's own DefaultConnectionContext cancels its token on a pool thread when it is
/// aborted, and throws there when it was disposed meanwhile: that ends the process.
/// </summary>
internal sealed class StreamConnection(Stream stream, ReadOnlyMemory<byte> received) : ConnectionContext
{
    public override string ConnectionId { get; set; } = "build-session";

    public override IFeatureCollection Features { get; } = new FeatureCollection();

    public override IDictionary<object, object?> Items { get; set; } = new Dictionary<object, object?>();

    public override IDuplexPipe Transport { get; set; } = new Duplex(
        PipeReader.Create(received.IsEmpty ? stream : new ReadAheadStream(stream, received)), PipeWriter.Create(stream));

    public override void Abort(ConnectionAbortedException abortReason) => stream.Dispose();

    public override async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync();
        await base.DisposeAsync();
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
