using System.Text.RegularExpressions;

namespace Portainer.Engine;

/// <summary>Which API version to speak with an engine: the newest both know.</summary>
internal sealed partial class VersionNegotiation(Func<Task<Version>> ask, Version? pinned)
{
    public static readonly Version Oldest = new(1, 24);
    public static readonly Version Newest = new(1, 56);

    private readonly Lock _lock = new();
    private readonly bool _isPinned = pinned is not null;
    private Task<Version>? _asking;

    /// <summary>Null before the first answer.</summary>
    public Version? Current { get; private set; } = pinned;

    public async ValueTask<Version> EnsureAsync(CancellationToken cancellationToken) =>
        Current ?? await AskAsync(cancellationToken);

    /// <summary>Asks the engine again: it may have been upgraded since.</summary>
    public async Task<Version> AskAsync(CancellationToken cancellationToken)
    {
        if (_isPinned)
        {
            return Current!;
        }

        // All callers share one question; it is bounded by the request timeout, so one caller's leaving does not fail the others.
        Task<Version> asking;
        lock (_lock)
        {
            asking = _asking is { IsCompleted: false } running ? running : _asking = AskOnceAsync();
        }

        return await asking.WaitAsync(cancellationToken);
    }

    /// <summary>True when <paramref name="refusal"/> names a version to speak instead of <paramref name="spoken"/>.</summary>
    public bool TryFollow(Version spoken, string refusal)
    {
        if (_isPinned || Refusal().Match(refusal) is not { Success: true } match || !Version.TryParse(match.Groups[1].Value, out var wanted))
        {
            return false;
        }

        // Another call may have renegotiated meanwhile: then just try again with that.
        if (Current == spoken)
        {
            Current = wanted;
        }

        return Current != spoken && Current >= Oldest;
    }

    public static Version Choose(Version? engineNewest, Version? engineOldest)
    {
        var chosen = engineNewest is null || engineNewest > Newest ? Newest : engineNewest;
        chosen = chosen < Oldest ? Oldest : chosen;
        return engineOldest > chosen ? engineOldest : chosen;
    }

    private async Task<Version> AskOnceAsync()
    {
        var version = await ask();
        Current = version;
        return version;
    }

    [GeneratedRegex(@"(?:maximum|minimum) supported API version is (\d+\.\d+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Refusal();
}
