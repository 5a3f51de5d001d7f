using Microsoft.Extensions.DependencyInjection;
using Portainer.Access;
using Portainer.Containers;
using Portainer.Engine;
using Portainer.Fleet;
using Portainer.Shell;
using Portainer.Testing;

namespace Portainer.Tests.Containers;

/// <summary>The verbs against a real engine, through the gate.</summary>
public sealed class ContainerActionsTests : IAsyncLifetime, IDisposable
{
    private static readonly Caller Administrator = new(1, "admin", true);
    private static readonly Caller Standard = new(2, "ann", false);
    private readonly DockerClient _engine = new(new DockerClientOptions { Endpoint = $"unix://{Lab.Docker}" });
    private readonly List<string> _made = [];
    private RunningApp _app = null!;

    private ContainerActions Actions => _app.Services.GetRequiredService<ContainerActions>();

    private EngineGate Gate => _app.Services.GetRequiredService<EngineGate>();

    private EndpointWatch Watch => _app.Services.GetRequiredService<FleetWatch>().All.Single();

    private int Endpoint => Watch.Picture.Endpoint.Id;

    public async Task InitializeAsync()
    {
        _app = await RunningApp.StartWithAdministratorAsync(options => options with { Primary = new("primary", $"unix://{Lab.Docker}"), HiddenLabels = [new("hide", "me")] });
        await Fleet.Eventually.HoldsAsync(Watch, picture => picture.Connection.State == ConnectionState.Up);
    }

    public async Task DisposeAsync()
    {
        foreach (var id in _made)
        {
            try
            {
                await _engine.Containers.RemoveContainerAsync(id, new() { Force = true });
            }
            catch (DockerApiException gone) when (gone.StatusCode == System.Net.HttpStatusCode.NotFound)
            {
                // The test removed it.
            }
        }

        await _app.DisposeAsync();
    }

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task RunAsync_SeveralWithOneThatFails_DoesTheOthersAndTellsWhy()
    {
        ContainerRow[] rows = [await MakeAsync("bulk-a"), await MakeAsync("bulk-b"), await MakeAsync("bulk-gone")];
        await _engine.Containers.RemoveContainerAsync(rows[2].Id, new());

        var work = new RowWork(new(TimeProvider.System));
        var outcomes = await work.RunAsync(new("Start", "Started", "containers"), [.. rows.Select(row => new RowTarget(row.Id, row.Name))], (target, token) =>
            Actions.RunAsync(Administrator, Endpoint, ContainerVerb.Start, target.Key, new(), token));

        Assert.Equal(3, outcomes.Count);
        var failed = Assert.Single(outcomes, outcome => outcome.Error is not null);
        Assert.Equal(rows[2].Id, failed.Target.Key);
        Assert.Contains("start", failed.Error, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(failed.Error, work.Failures[rows[2].Id]);
        Assert.Empty(work.Working);
        await Fleet.Eventually.HoldsAsync(Watch, picture => rows[..2].All(row => picture.Containers.Any(now => now.Id == row.Id && now.State == RunState.Running)));
    }

    [Fact]
    public async Task RunAsync_EveryVerbInTurn_ReachesTheState()
    {
        var row = await MakeAsync("verbs");
        (ContainerVerb Verb, RunState State)[] steps =
        [
            (ContainerVerb.Start, RunState.Running), (ContainerVerb.Pause, RunState.Paused), (ContainerVerb.Resume, RunState.Running),
            (ContainerVerb.Restart, RunState.Running), (ContainerVerb.Kill, RunState.Exited), (ContainerVerb.Start, RunState.Running), (ContainerVerb.Stop, RunState.Exited),
        ];
        foreach (var (verb, state) in steps)
        {
            await Actions.RunAsync(Administrator, Endpoint, verb, row.Id, new(), CancellationToken.None);
            await Fleet.Eventually.HoldsAsync(Watch, picture => picture.Containers.Any(now => now.Id == row.Id && now.State == state));
        }

        await Actions.RunAsync(Administrator, Endpoint, ContainerVerb.Remove, row.Id, new(), CancellationToken.None);
        await Fleet.Eventually.HoldsAsync(Watch, picture => picture.Containers.All(now => now.Id != row.Id));
    }

    [Fact]
    public async Task EveryVerb_StandardUser_IsNotEvenToldThatTheEndpointExists()
    {
        var row = await MakeAsync("guarded");
        foreach (var verb in ContainerVerb.All)
        {
            await Assert.ThrowsAsync<EndpointNotFoundException>(() => Actions.RunAsync(Standard, Endpoint, verb, row.Id, new(), CancellationToken.None));
        }

        Assert.Null(Gate.View(Standard, Endpoint));
        Assert.Empty(Gate.Views(Standard));
        await Assert.ThrowsAsync<EndpointNotFoundException>(() => Actions.InspectAsync(Standard, Endpoint, row.Id, CancellationToken.None));
    }

    [Fact]
    public async Task HiddenLabel_Container_IsNeitherListedNorReachable()
    {
        var created = await CreateAsync("hidden", new Dictionary<string, string> { ["hide"] = "me" });
        await Fleet.Eventually.HoldsAsync(Watch, picture => picture.Containers.Any(row => row.Id == created));
        Assert.DoesNotContain(Gate.View(Administrator, Endpoint)!.Containers, row => row.Id == created);
        await Assert.ThrowsAsync<ContainerNotFoundException>(() => Actions.InspectAsync(Administrator, Endpoint, created, CancellationToken.None));
        await Assert.ThrowsAsync<ContainerNotFoundException>(() => Actions.InspectAsync(Administrator, Endpoint, created[..6], CancellationToken.None));
    }

    [Fact]
    public async Task UpdateAndRename_RunningContainer_InspectShowsThem()
    {
        var row = await MakeAsync("settings");
        await Actions.UpdateAsync(Administrator, Endpoint, row.Id, new() { PidsLimit = 77, RestartPolicy = new() { Name = "unless-stopped" } }, CancellationToken.None);
        var name = $"renamed-{Guid.NewGuid():N}";
        await Actions.RenameAsync(Administrator, Endpoint, row.Id, name, CancellationToken.None);
        var container = await Actions.InspectAsync(Administrator, Endpoint, name, CancellationToken.None);
        Assert.Equal((77L, "unless-stopped"), (container.HostConfig.PidsLimit, container.HostConfig.RestartPolicy!.Name));
        await Assert.ThrowsAsync<ContainerNameException>(() => Actions.RenameAsync(Administrator, Endpoint, name, "no spaces!", CancellationToken.None));
    }

    [Fact]
    public async Task InspectRawAsync_Body_IsTheEnginesOwn()
    {
        var row = await MakeAsync("raw");
        var body = await Actions.InspectRawAsync(Administrator, Endpoint, row.Id, CancellationToken.None);
        var direct = await _engine.Containers.InspectContainerRawAsync(row.Id);
        Assert.Equal(direct, body);
    }

    private async Task<ContainerRow> MakeAsync(string name)
    {
        var id = await CreateAsync(name, []);
        await Fleet.Eventually.HoldsAsync(Watch, picture => picture.Containers.Any(row => row.Id == id));
        return Watch.Picture.Containers.Single(row => row.Id == id);
    }

    private async Task<string> CreateAsync(string name, Dictionary<string, string> labels)
    {
        var created = await _engine.Containers.CreateContainerAsync(new()
        {
            Name = $"{name}-{Guid.NewGuid():N}",
            Image = "lab/base:1",
            Cmd = ["sleep", "1000"],
            Labels = labels,
            StopSignal = "SIGKILL",
        });
        _made.Add(created.ID);
        return created.ID;
    }
}
