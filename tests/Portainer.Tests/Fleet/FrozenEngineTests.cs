using Microsoft.Extensions.DependencyInjection;
using Portainer.Fleet;
using Portainer.Testing;

namespace Portainer.Tests.Fleet;

/// <summary>The product in front of an engine that has stopped answering, before the heartbeat has found out.</summary>
public sealed class FrozenEngineTests : IAsyncLifetime
{
    /// <summary>Not a measure of speed: an engine call that never returns is what it tells apart.</summary>
    private static readonly TimeSpan Hangs = TimeSpan.FromSeconds(60);

    private LabEngine _engine = null!;
    private RunningApp _app = null!;

    private static readonly string[] Pages =
    [
        "", "/containers", "/stats", "/containers/still", "/containers/still/logs", "/containers/still/stats", "/containers/still/console", "/containers/still/changes", "/containers/still/inspect",
    ];

    public async Task InitializeAsync()
    {
        _engine = await Lab.StartEngineAsync($"froz{Guid.NewGuid():N}"[..9]);
        await _engine.DockerAsync("create", "--name", "still", "lab/base:1");
        _app = await RunningApp.StartWithAdministratorAsync(
            options => options with { Primary = new("primary", $"unix://{_engine.Socket}") },
            services => services.AddSingleton(new WatchTimings { Heartbeat = TimeSpan.FromHours(1) }));
        await Eventually.HoldsAsync(_app.Services.GetRequiredService<FleetWatch>().All.Single(), picture => picture.Containers.Any(row => row.Name == "still"));
        await _engine.FreezeAsync();
    }

    public async Task DisposeAsync()
    {
        await _engine.ThawAsync();
        await _app.DisposeAsync();
        await _engine.DisposeAsync();
    }

    [Fact]
    public async Task EveryPage_OfTheFrozenEndpoint_AnswersWithWhatIsKnown()
    {
        using var browser = await _app.SignedInAsync();
        foreach (var page in Pages)
        {
            var answer = browser.GetAsync($"endpoints/1{page}");
            Assert.True(await Task.WhenAny(answer, Task.Delay(Hangs)) == answer, $"endpoints/1{page} waits for the engine");
            using var response = await answer;
            Assert.Equal(System.Net.HttpStatusCode.OK, response.StatusCode);
        }
    }
}
