namespace Portainer.Engine;

/// <summary>A body whose every read must make progress within a time; the end of plain calls never depends on a hung engine.</summary>
internal sealed class IdleTimeoutStream(Stream inner, TimeSpan timeout, EngineAddress address) : ReadOnlyStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = inner.ReadAsync(buffer, cancellationToken);
        if (read.IsCompleted)
        {
            return await read;
        }

        try
        {
            return await read.AsTask().WaitAsync(timeout, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            await inner.DisposeAsync();
            throw ConnectionFailures.Create(ConnectionFailure.TimedOut, address, exception);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
