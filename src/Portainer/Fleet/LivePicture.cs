namespace Portainer.Fleet;

/// <summary>The picture that everybody reads: replaced as a whole, and whoever waits is told to look again.</summary>
internal sealed class LivePicture(EndpointPicture first, WatchSurroundings around)
{
    private readonly Lock _gate = new();
    private volatile EndpointPicture _now = first;

    public EndpointPicture Now => _now;

    public ChangeSignal Changes { get; } = new(around.Time);

    public void Update(Func<EndpointPicture, EndpointPicture> change)
    {
        lock (_gate)
        {
            _now = change(_now);
        }

        Changes.Notify();
        around.Changes.Notify();
    }

    /// <summary>The engine lives and has said nothing else. Not announced: an idle engine that is well is no change.</summary>
    public void Confirm()
    {
        lock (_gate)
        {
            _now = _now with { AsOf = around.Time.GetUtcNow() };
        }
    }
}
