using Microsoft.Extensions.DependencyInjection;
using Portainer.Containers.Recreate;
using Portainer.Data.Jobs;
using Portainer.Engine;
using Portainer.Jobs;

namespace Portainer.Tests.Containers.Recreate;

/// <summary>Containers that live in the namespaces of one that is recreated, hold its links or its volumes.</summary>
public sealed class SharerTests : IAsyncLifetime
{
    private EngineApp _app = null!;
    private string _main = "";

    private RecreateActions Actions => _app.Get<RecreateActions>();

    public async Task InitializeAsync()
    {
        _app = await EngineApp.StartAsync(EngineApp.Docker28, options => options with { Replace = services => services.AddSingleton(TimeProvider.System) });
        _main = EngineApp.Name("main");
        await MakeAsync(_main, parameters => parameters.HostConfig = new() { IpcMode = "shareable" });
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData("network")]
    [InlineData("IPC")]
    [InlineData("process ids")]
    [InlineData("link")]
    [InlineData("volumes")]
    public async Task Sharers_OfEachKind_AreFound(string kind)
    {
        var sharer = EngineApp.Name("side");
        await MakeAsync(sharer, parameters => parameters.HostConfig = HostOf(kind));

        var found = Assert.Single(await Actions.SharersAsync(EngineApp.Administrator, _app.Endpoint, _main, CancellationToken.None));

        Assert.Equal($"{sharer} ({kind})", found.Text);
    }

    [Fact]
    public async Task Start_WithSharers_TheyRunBesideTheNewOne()
    {
        var (side, chained) = (EngineApp.Name("side"), EngineApp.Name("chained"));
        await MakeAsync(side, parameters => parameters.HostConfig = new() { NetworkMode = $"container:{_main}", PidMode = $"container:{_main}" });
        await MakeAsync(chained, parameters => parameters.HostConfig = new() { NetworkMode = $"container:{_main}", PidMode = $"container:{side}" });

        var job = await RecreateAsync(sharers: true);

        Assert.True(job.State == JobState.Succeeded, job.Outcome);
        var main = await _app.Engine.Containers.InspectContainerAsync(_main);
        foreach (var name in new[] { side, chained })
        {
            var now = await _app.Engine.Containers.InspectContainerAsync(name);
            Assert.True(now.State.Running);
            Assert.Equal($"container:{main.ID}", now.HostConfig.NetworkMode);
            Assert.Contains($"{name} was recreated", job.Outcome, StringComparison.Ordinal);
            // What it is for: it can be started again.
            await _app.Engine.Containers.RestartContainerAsync(name);
        }
    }

    [Fact]
    public async Task Start_WithALinkedOne_ItIsLinkedToTheNewOne()
    {
        var linked = EngineApp.Name("linked");
        await MakeAsync(linked, parameters => parameters.HostConfig = HostOf("link"));

        var job = await RecreateAsync(sharers: true);

        Assert.True(job.State == JobState.Succeeded, job.Outcome);
        var now = await _app.Engine.Containers.InspectContainerAsync(linked);
        Assert.Equal([$"/{_main}:/{linked}/db"], now.HostConfig.Links);
    }

    [Fact]
    public async Task Start_WithoutSharers_LeavesThemAloneAndNamesThem()
    {
        var side = EngineApp.Name("side");
        var id = await MakeAsync(side, parameters => parameters.HostConfig = HostOf("network"));

        var job = await RecreateAsync(sharers: false);

        Assert.Equal(JobState.Succeeded, job.State);
        Assert.Contains($"{side} (network) still uses", job.Outcome, StringComparison.Ordinal);
        Assert.Equal(id, (await _app.Engine.Containers.InspectContainerAsync(side)).ID);
    }

    [Fact]
    public async Task Start_ASharerThatCannotBeMade_IsToldAndTheFirstOneStays()
    {
        var side = EngineApp.Name("side");
        var repository = $"127.0.0.1:1/{Guid.NewGuid():N}";
        await _app.Engine.Images.TagImageAsync("lab/base:1", new() { RepositoryName = repository, Tag = "1" });
        await MakeAsync(side, parameters => (parameters.HostConfig, parameters.Image) = (HostOf("network"), $"{repository}:1"));
        // Its image has no name any more, and nobody answers where it came from.
        await _app.Engine.Images.DeleteImageAsync($"{repository}:1", new() { Force = true });
        var id = (await _app.Engine.Containers.InspectContainerAsync(_main)).ID;

        var job = await RecreateAsync(sharers: true);

        Assert.Equal(JobState.Failed, job.State);
        Assert.StartsWith($"{_main} was recreated and runs.", job.Outcome, StringComparison.Ordinal);
        var main = await _app.Engine.Containers.InspectContainerAsync(_main);
        Assert.True(main.State.Running);
        Assert.NotEqual(id, main.ID);
        Assert.Equal("/" + side, (await _app.Engine.Containers.InspectContainerAsync(side)).Name);
    }

    private HostConfig HostOf(string kind) => kind switch
    {
        "network" => new() { NetworkMode = $"container:{_main}" },
        "IPC" => new() { IpcMode = $"container:{_main}" },
        "process ids" => new() { PidMode = $"container:{_main}" },
        "link" => new() { Links = [$"{_main}:db"] },
        _ => new() { VolumesFrom = [$"{_main}:ro"] },
    };

    private async Task<Job> RecreateAsync(bool sharers)
    {
        var job = await Actions.StartAsync(EngineApp.Administrator, _app.Endpoint, _main, null, pull: false, sharers, CancellationToken.None);
        await job.Ended;
        return job;
    }

    private async Task<string> MakeAsync(string name, Action<CreateContainerParameters> change)
    {
        var id = await _app.RunAsync("exec sleep 100000", parameters =>
        {
            parameters.Name = name;
            change(parameters);
        });
        // Recreated, it has another id.
        _app.Afterwards(() => _app.Engine.Containers.RemoveContainerAsync(name, new() { Force = true }));
        return id;
    }
}
