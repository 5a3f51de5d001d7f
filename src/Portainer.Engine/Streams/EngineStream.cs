namespace Portainer.Engine;

/// <summary>The body of an answer as it comes, for as long as it comes; disposing it ends the request.</summary>
internal sealed class EngineStream(HttpResponseMessage response, Stream body, EngineConnector connector) : ReadOnlyStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception exception) when (ExchangeFailures.IsTransport(exception, cancellationToken))
        {
            throw await ExchangeFailures.NameAsync(exception, connector, cancellationToken);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => body.Read(buffer, offset, count);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            response.Dispose();
        }

        base.Dispose(disposing);
    }
}
