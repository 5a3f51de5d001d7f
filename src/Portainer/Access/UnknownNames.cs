namespace Portainer.Access;

/// <summary>
/// Locks out names that no user has, exactly as it happens to those of users: otherwise five wrong passwords would tell
/// whether a user exists. Bounded; at the bound the oldest half is forgotten.
/// </summary>
internal sealed class UnknownNames(SignInLimits limits, TimeProvider time)
{
    private const int Bound = 10_000;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = [];

    private readonly record struct Entry(int Failures, DateTimeOffset? LockedUntil, DateTimeOffset Seen);

    /// <summary>Until when the name is locked out, or null.</summary>
    public DateTimeOffset? LockedUntil(string normalizedName)
    {
        lock (_lock)
        {
            return _entries.TryGetValue(normalizedName, out var entry) && entry.LockedUntil >= time.GetUtcNow() ? entry.LockedUntil : null;
        }
    }

    /// <summary>Counts a failure; returns the end of the lockout it caused, or null.</summary>
    public DateTimeOffset? Fail(string normalizedName)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            Forget();
            var failures = _entries.GetValueOrDefault(normalizedName).Failures + 1;
            DateTimeOffset? end = failures >= limits.FailuresUntilLockout ? now + limits.Lockout : null;
            _entries[normalizedName] = new(end is null ? failures : 0, end, now);
            return end;
        }
    }

    private void Forget()
    {
        if (_entries.Count < Bound)
        {
            return;
        }

        foreach (var name in _entries.OrderBy(entry => entry.Value.Seen).Take(Bound / 2).Select(entry => entry.Key).ToList())
        {
            _entries.Remove(name);
        }
    }
}
