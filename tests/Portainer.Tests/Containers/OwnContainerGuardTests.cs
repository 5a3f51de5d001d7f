using Microsoft.Extensions.DependencyInjection;
using Portainer.Containers;
using Portainer.Containers.Create;
using Portainer.Containers.Recreate;
using Portainer.Fleet;

namespace Portainer.Tests.Containers;

/// <summary>The console runs in a container of the engine it manages: it does not end that by mistake, and never recreates it (R28).</summary>
public sealed class OwnContainerGuardTests
{
    [Fact]
    public async Task VerbsAndRecreation_OfTheOwnContainer_AreRefusedByWhateverNameItIsCalled()
    {
        var self = "";
        await using var app = await EngineApp.StartAsync(EngineApp.Docker20, options => options with { Replace = services => services.AddSingleton(_ => new OwnContainer(self)) });
        self = await app.RunAsync("exec sleep 100000");
        await app.App.RestartAsync();
        await app.HoldsAsync(picture => picture.Containers.Any(row => row.Id == self && row.IsSelf));
        var name = app.Watch.Picture.Containers.Single(row => row.IsSelf).Name;
        var draft = await app.Get<CreateActions>().ReadAsync(EngineApp.Administrator, app.Endpoint, name, CancellationToken.None);

        foreach (var called in new[] { name, self, self[..12], self[..8] })
        {
            await Assert.ThrowsAsync<OwnContainerException>(() =>
                app.Get<RecreateActions>().StartAsync(EngineApp.Administrator, app.Endpoint, called, null, pull: false, sharers: true, CancellationToken.None));
            await Assert.ThrowsAsync<OwnContainerException>(() =>
                app.Get<RecreateActions>().StartAsync(EngineApp.Administrator, app.Endpoint, called, draft, pull: false, sharers: true, CancellationToken.None));
            foreach (var verb in ContainerVerb.All.Where(verb => verb.EndsContainer))
            {
                await Assert.ThrowsAsync<OwnContainerException>(() =>
                    app.Get<ContainerActions>().RunAsync(EngineApp.Administrator, app.Endpoint, verb, called, new(Force: true), CancellationToken.None));
            }
        }

        Assert.True((await app.Engine.Containers.InspectContainerAsync(self)).State.Running);
    }

    [Fact]
    public async Task Recreation_OfWhatTheConsoleShares_LeavesTheConsoleAlone()
    {
        var self = "";
        await using var app = await EngineApp.StartAsync(EngineApp.Docker20, options => options with { Replace = services => services.AddSingleton(TimeProvider.System).AddSingleton(_ => new OwnContainer(self)) });
        var main = EngineApp.Name("main");
        await app.RunAsync("exec sleep 100000", parameters => parameters.Name = main);
        app.Afterwards(() => app.Engine.Containers.RemoveContainerAsync(main, new() { Force = true }));
        self = await app.RunAsync("exec sleep 100000", parameters => parameters.HostConfig = new() { VolumesFrom = [main] });
        await app.App.RestartAsync();
        await app.HoldsAsync(picture => picture.Containers.Any(row => row.IsSelf));

        var job = await app.Get<RecreateActions>().StartAsync(EngineApp.Administrator, app.Endpoint, main, null, pull: false, sharers: true, CancellationToken.None);
        await job.Ended;

        Assert.Contains("recreate it from the host", job.Outcome, StringComparison.Ordinal);
        Assert.True((await app.Engine.Containers.InspectContainerAsync(self)).State.Running);
    }
}
