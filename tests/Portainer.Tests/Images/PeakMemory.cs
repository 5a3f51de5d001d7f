namespace Portainer.Tests.Images;

/// <summary>The most memory this process had while it was watched.</summary>
internal sealed class PeakMemory : IDisposable
{
    private readonly Timer _timer;
    private long _peak;

    public PeakMemory() => _timer = new(_ => Look(), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(50));

    public long Bytes => Interlocked.Read(ref _peak);

    public void Dispose()
    {
        _timer.Dispose();
        Look();
    }

    private void Look()
    {
        var now = Environment.WorkingSet;
        if (now > Interlocked.Read(ref _peak))
        {
            Interlocked.Exchange(ref _peak, now);
        }
    }
}
