using Portainer.Engine;

namespace Portainer.Fleet;

/// <summary>Turns engine events into "read this again": containers in the fast lane, everything else in the slow one. A burst is one entry.</summary>
internal sealed class RefreshQueue : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _fast = new(0, 1);
    private readonly SemaphoreSlim _slow = new(0, 1);
    private HashSet<string> _containers = [];
    private readonly HashSet<string> _settling = [];
    private bool _allContainers;
    private SlowParts _parts;

    /// <summary>
    /// Actions asked of the engine's event stream. Exec events are left out on purpose: every health check alone emits three.
    /// "remove" and "died" are Podman's words.
    /// </summary>
    public static readonly string[] Actions =
    [
        "create", "start", "die", "died", "stop", "pause", "unpause", "restart", "rename", "update", "oom", "destroy", "remove", "health_status",
        "connect", "disconnect", "pull", "push", "commit", "tag", "untag", "delete", "import", "load", "reload", "prune",
    ];

    /// <summary>Asked for because people want to read them; no list changes by them.</summary>
    public static readonly string[] ActionsOfNoConsequence =
    [
        "kill", "export", "copy", "archive-path", "extract-to-dir", "attach", "detach", "save", "mount", "unmount", "enable", "disable", "install",
    ];

    public void Add(Message message)
    {
        if (ActionsOfNoConsequence.Contains(message.Action))
        {
            return;
        }

        var id = message.Actor.ID;
        switch (message.Type)
        {
            case "container" when message.Action == "commit":
                // The only word of an image that was given no name.
                Add(SlowParts.Images);
                break;
            case "container" when id.Length > 0:
                Add(id);
                break;
            case "image":
                // A tag that moved changes the image name that the container list shows.
                Add(SlowParts.Images);
                AddAllContainers();
                break;
            case "volume":
                Add(SlowParts.Volumes);
                break;
            case "network":
                Add(SlowParts.Networks);
                if (message.Actor.Attributes.TryGetValue("container", out var member) && !string.IsNullOrEmpty(member))
                {
                    Add(member);
                }

                break;
            case "daemon":
                Add(SlowParts.Facts);
                break;
            case "node" or "service":
                Add(SlowParts.Swarm | SlowParts.Facts);
                break;
        }
    }

    public void Add(string containerId)
    {
        lock (_gate)
        {
            _containers.Add(containerId);
            _settling.Remove(containerId);
        }

        Release(_fast);
    }

    public void AddAllContainers()
    {
        lock (_gate)
        {
            _allContainers = true;
        }

        Release(_fast);
    }

    public void Add(SlowParts parts)
    {
        lock (_gate)
        {
            _parts |= parts;
        }

        Release(_slow);
    }

    /// <summary>
    /// Puts what was just read back in line, once, after <paramref name="settle"/>. Reads made for that are not followed by another:
    /// the second time an id comes round without an event in between it is left alone.
    /// </summary>
    public void ReadAgain(IReadOnlyCollection<string>? ids, TimeSpan settle, TimeProvider time, CancellationToken cancellationToken)
    {
        string[] fresh;
        lock (_gate)
        {
            fresh = [.. (ids ?? []).Where(id => !_settling.Remove(id))];
        }

        if (fresh.Length > 0)
        {
            _ = ReadLaterAsync(fresh, settle, time, cancellationToken);
        }
    }

    private async Task ReadLaterAsync(string[] ids, TimeSpan settle, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(settle, time, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        lock (_gate)
        {
            // One that has an event in line is read for that, and settles after it.
            foreach (var id in ids.Where(id => !_containers.Contains(id)))
            {
                _containers.Add(id);
                _settling.Add(id);
            }
        }

        Release(_fast);
    }

    public Task WaitForContainersAsync(CancellationToken cancellationToken) => _fast.WaitAsync(cancellationToken);

    public Task WaitForPartsAsync(CancellationToken cancellationToken) => _slow.WaitAsync(cancellationToken);

    /// <summary>The ids to read again; null means the whole list.</summary>
    public IReadOnlyCollection<string>? TakeContainers()
    {
        lock (_gate)
        {
            var taken = _allContainers ? null : _containers;
            if (_allContainers)
            {
                // A full list settles nothing by id: without this, ids of containers long gone would be kept for ever.
                _settling.Clear();
            }

            _containers = [];
            _allContainers = false;
            return taken;
        }
    }

    public SlowParts TakeParts()
    {
        lock (_gate)
        {
            var taken = _parts;
            _parts = SlowParts.None;
            return taken;
        }
    }

    public void Dispose()
    {
        _fast.Dispose();
        _slow.Dispose();
    }

    private static void Release(SemaphoreSlim lane)
    {
        try
        {
            lane.Release();
        }
        catch (Exception needless) when (needless is SemaphoreFullException or ObjectDisposedException)
        {
            // The lane is already awake and will see this entry too, or its connection has just ended.
        }
    }
}
