using System.Collections.Concurrent;
using System.Globalization;

namespace Portainer.Testing;

/// <summary>What a <see cref="FakeEngine"/> holds.</summary>
public sealed class FakeState(FakeEngine engine)
{
    private readonly ConcurrentDictionary<string, FakeContainer> _containers = new();
    private readonly ConcurrentDictionary<string, FakePull> _pulls = new();
    private int _serial;

    public IEnumerable<FakeContainer> Containers => _containers.Values;

    public ConcurrentDictionary<string, FakeExec> Execs { get; } = new();

    /// <summary>Tags; each is an image of its own.</summary>
    public List<string> Images { get; } = ["lab/base:1", "lab/web:1"];

    /// <summary>Digest of a registry by tag: "host/name@sha256:...".</summary>
    public ConcurrentDictionary<string, string> Digests { get; } = new();

    /// <summary>What is answered under a path (without its version), in place of anything else.</summary>
    public ConcurrentDictionary<string, (int Status, string Json)> Answers { get; } = new();

    public List<string> Volumes { get; } = ["data"];

    public List<string> Networks { get; } = ["bridge", "host", "none"];

    /// <summary>How the next pull of "name:tag" goes; without a script it succeeds at once.</summary>
    public FakePull ScriptPull(string image) => _pulls[image] = new();

    internal FakePull FindPull(string image)
    {
        if (_pulls.TryRemove(image, out var scripted))
        {
            return scripted;
        }

        var pull = new FakePull().Layer("0123456789ab", "Downloading", 1000, 1000).Layer("0123456789ab", "Pull complete").Say($"Status: Downloaded newer image for {image}");
        pull.Complete();
        return pull;
    }

    /// <summary>A running container.</summary>
    public FakeContainer Add(string name, Action<FakeContainer>? configure = null)
    {
        var container = new FakeContainer(engine, NewId(), name);
        configure?.Invoke(container);
        _containers[container.Id] = container;
        container.Emit("create");
        if (container.IsRunning)
        {
            container.Emit("start");
        }

        return container;
    }

    /// <summary>Many at once, c0001 and on, without events; every third has exited.</summary>
    public void AddMany(int count)
    {
        for (var i = 1; i <= count; i++)
        {
            var container = new FakeContainer(engine, NewId(), string.Create(CultureInfo.InvariantCulture, $"c{i:D4}"))
            {
                Image = i % 2 == 0 ? "lab/web:1" : "lab/base:1",
                State = i % 3 == 0 ? "exited" : "running",
                IPAddress = string.Create(CultureInfo.InvariantCulture, $"172.18.{i / 250}.{(i % 250) + 2}"),
            };
            container.Labels["com.docker.compose.project"] = string.Create(CultureInfo.InvariantCulture, $"stack{i % 20}");
            container.Ports[80] = (ushort)(20000 + i);
            _containers[container.Id] = container;
        }
    }

    /// <summary>By name, id or the start of an id.</summary>
    public FakeContainer? Find(string key) =>
        _containers.TryGetValue(key, out var exact) ? exact
        : _containers.Values.FirstOrDefault(container => container.Name == key)
            ?? (key.Length >= 4 ? _containers.Values.FirstOrDefault(container => container.Id.StartsWith(key, StringComparison.Ordinal)) : null);

    public void Remove(FakeContainer container)
    {
        _containers.TryRemove(container.Id, out _);
        container.Log.Complete();
        container.Emit("destroy");
    }

    internal string NewId()
    {
        var serial = Interlocked.Increment(ref _serial);
        var seed = string.Create(CultureInfo.InvariantCulture, $"{engine.Endpoint} {serial}");
        return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(seed)));
    }
}
