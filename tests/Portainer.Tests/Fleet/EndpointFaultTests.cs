using Microsoft.Extensions.Logging.Abstractions;
using Portainer.Engine;
using Portainer.Fleet;
using Portainer.Testing;

namespace Portainer.Tests.Fleet;

/// <summary>An engine that dies, freezes or is cut off: it is told, the last picture stays, and it comes back by itself.</summary>
public sealed class EndpointFaultTests : IAsyncLifetime
{
    private static readonly WatchTimings Impatient = new()
    {
        Heartbeat = TimeSpan.FromMilliseconds(300),
        HeartbeatTimeout = TimeSpan.FromSeconds(1),
        LastRetry = TimeSpan.FromSeconds(1),
    };

    private LabEngine _engine = null!;
    private EndpointWatch _watch = null!;

    public async Task InitializeAsync()
    {
        _engine = await Lab.StartEngineAsync($"fault{Guid.NewGuid():N}"[..9], "--", "--live-restore");
        await _engine.DockerAsync("run", "-d", "--name", "survivor", "lab/base:1", "sleep", "1000");
        _watch = EndpointWatch.For(
            new() { Id = 1, Name = "faulty", Url = $"unix://{_engine.Socket}" },
            new(Impatient, null, new HashSet<string>(), new(TimeProvider.System), TimeProvider.System, NullLogger.Instance));
        _watch.Start();
        await Eventually.HoldsAsync(_watch, picture => picture.Containers.Any(row => row is { Name: "survivor", State: RunState.Running }));
    }

    public async Task DisposeAsync()
    {
        await _watch.DisposeAsync();
        await _engine.DisposeAsync();
    }

    [Fact]
    public async Task Engine_KilledAndStartedAgain_IsDownWithItsLastPictureThenUp()
    {
        await _engine.CrashAsync();
        await Eventually.HoldsAsync(_watch, picture => picture.Connection.State == ConnectionState.Down);
        Assert.Contains(_watch.Picture.Containers, row => row.Name == "survivor");
        Assert.NotNull(_watch.Picture.AsOf);

        await _engine.ResumeAsync();
        await Eventually.HoldsAsync(_watch, picture => picture.Connection.State == ConnectionState.Up && picture.Containers.Any(row => row.Name == "survivor"));
    }

    [Fact]
    public async Task Engine_Frozen_IsFoundOutByTheHeartbeatAndThawsUnharmed()
    {
        await _engine.FreezeAsync();
        await Eventually.HoldsAsync(_watch, picture => picture.Connection.State == ConnectionState.Down);
        Assert.Equal(ConnectionFailure.TimedOut, _watch.Picture.Connection.Failure);

        await _engine.ThawAsync();
        await Eventually.HoldsAsync(_watch, picture => picture.Connection.State == ConnectionState.Up);
        await _engine.DockerAsync("rename", "survivor", "thawed");
        await Eventually.HoldsAsync(_watch, picture => picture.Containers.Any(row => row.Name == "thawed"));
    }
}
