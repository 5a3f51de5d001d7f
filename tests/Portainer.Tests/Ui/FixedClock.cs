namespace Portainer.Tests.Ui;

/// <summary>A clock that stands still; its timers fire when the test says so.</summary>
internal sealed class FixedClock(DateTimeOffset now) : TimeProvider
{
    private readonly List<PendingTimer> _timers = [];

    public static DateTimeOffset Noon { get; } = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => 1;

    public void FireTimers()
    {
        foreach (var timer in _timers.ToArray())
        {
            timer.Fire();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new PendingTimer(() => callback(state));
        _timers.Add(timer);
        return timer;
    }

    private sealed class PendingTimer(Action fire) : ITimer
    {
        private bool _ended;

        public void Fire()
        {
            if (!_ended)
            {
                _ended = true;
                fire();
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => !_ended;

        public void Dispose() => _ended = true;

        public ValueTask DisposeAsync()
        {
            _ended = true;
            return ValueTask.CompletedTask;
        }
    }
}
