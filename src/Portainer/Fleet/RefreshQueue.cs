using Portainer.Engine;

namespace Portainer.Fleet;

/// <summary>What only feeds counters and facts, re-read in the slow lane.</summary>
[Flags]
internal enum SlowParts
{
    None = 0,
    Images = 2,
    Volumes = 4,
    Networks = 8,
    Swarm = 16,
    Facts = 32,
    All = Images | Volumes | Networks | Swarm | Facts,
}

/// <summary>Turns engine events into "read this again": containers in the fast lane, everything else in the slow one. A burst is one entry.</summary>
internal sealed class RefreshQueue : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _fast = new(0, 1);
    private readonly SemaphoreSlim _slow = new(0, 1);
    private HashSet<string> _containers = [];
    private bool _allContainers;
    private SlowParts _parts;

    /// <summary>
    /// Actions asked of the engine's event stream. Exec events are left out on purpose: every health check alone emits three.
    /// "remove" and "died" are Podman's words.
    /// </summary>
    public static readonly string[] Actions =
    [
        "create", "start", "die", "died", "stop", "pause", "unpause", "restart", "rename", "update", "oom", "destroy", "remove", "health_status",
        "connect", "disconnect", "pull", "tag", "untag", "delete", "import", "load", "reload", "prune",
    ];

    public void Add(Message message)
    {
        var id = message.Actor.ID;
        switch (message.Type)
        {
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

    public Task WaitForContainersAsync(CancellationToken cancellationToken) => _fast.WaitAsync(cancellationToken);

    public Task WaitForPartsAsync(CancellationToken cancellationToken) => _slow.WaitAsync(cancellationToken);

    /// <summary>The ids to read again; null means the whole list.</summary>
    public IReadOnlyCollection<string>? TakeContainers()
    {
        lock (_gate)
        {
            var taken = _allContainers ? null : _containers;
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
        catch (SemaphoreFullException)
        {
            // The lane is already awake: it will see this entry too.
        }
    }
}
