using System.Text;
using Portainer.Access;
using Portainer.Containers;
using Portainer.Containers.Create;
using Portainer.Containers.Recreate;
using Portainer.Data.AccessControl;
using Portainer.Data.Jobs;
using Portainer.Networks;
using Portainer.Volumes;

namespace Portainer.Tests.Access;

/// <summary>What people with a role see and may do, on a real engine, through the same actions as the pages (R12, S96).</summary>
public sealed class OwnershipOnEngineTests
{
    [Fact]
    public async Task Volume_MadeByAStandardUser_IsTheirsAlone()
    {
        await using var app = await EngineApp.StartAsync(EngineApp.Docker20);
        var (ann, bob, max) = (await app.PersonAsync("ann", EndpointRole.StandardUser), await app.PersonAsync("bob", EndpointRole.StandardUser), await app.PersonAsync("max", EndpointRole.Helpdesk));
        var actions = app.Get<VolumeActions>();
        var name = EngineApp.Name("v");
        app.Afterwards(() => app.Engine.Volumes.RemoveAsync(name, force: true));

        await actions.CreateAsync(ann, app.Endpoint, new() { Name = name }, default);
        await app.HoldsAsync(picture => picture.Volumes!.Any(row => row.Name == name));

        Assert.Contains(Volumes(app, ann), row => row == name);
        Assert.Contains(Volumes(app, max), row => row == name);
        Assert.DoesNotContain(Volumes(app, bob), row => row == name);
        Assert.Equal(name, (await actions.InspectAsync(ann, app.Endpoint, name, default)).Name);
        await Assert.ThrowsAsync<ObjectNotFoundException>(() => actions.InspectAsync(bob, app.Endpoint, name, default));
        await Assert.ThrowsAsync<ObjectNotFoundException>(() => actions.RemoveAsync(bob, app.Endpoint, name, default));
        await Assert.ThrowsAsync<AccessDeniedException>(() => actions.RemoveAsync(max, app.Endpoint, name, default));
    }

    [Fact]
    public async Task Volume_OfSomebodyElseMadeAgain_IsNotHandedOver()
    {
        await using var app = await EngineApp.StartAsync(EngineApp.Docker20);
        var bob = await app.PersonAsync("bob", EndpointRole.StandardUser);
        var name = await app.VolumeAsync();
        await app.HoldsAsync(picture => picture.Volumes!.Any(row => row.Name == name));

        await Assert.ThrowsAsync<VolumeTakenException>(() => app.Get<VolumeActions>().CreateAsync(bob, app.Endpoint, new() { Name = name }, default));

        Assert.DoesNotContain(Volumes(app, bob), row => row == name);
    }

    [Fact]
    public async Task Volume_RemovedAndMadeBySomebodyElse_IsTheirs()
    {
        await using var app = await EngineApp.StartAsync(EngineApp.Docker20);
        var (ann, bob) = (await app.PersonAsync("ann", EndpointRole.StandardUser), await app.PersonAsync("bob", EndpointRole.StandardUser));
        var actions = app.Get<VolumeActions>();
        var name = EngineApp.Name("v");
        app.Afterwards(() => app.Engine.Volumes.RemoveAsync(name, force: true));

        await actions.CreateAsync(ann, app.Endpoint, new() { Name = name }, default);
        await actions.RemoveAsync(ann, app.Endpoint, name, default);
        await actions.CreateAsync(bob, app.Endpoint, new() { Name = name }, default);

        await Assert.ThrowsAsync<ObjectNotFoundException>(() => actions.InspectAsync(ann, app.Endpoint, name, default));
        Assert.Equal(name, (await actions.InspectAsync(bob, app.Endpoint, name, default)).Name);
    }

    [Fact]
    public async Task Network_OfSomebodyElse_IsNotThere()
    {
        await using var app = await EngineApp.StartAsync(EngineApp.Docker20);
        var (ann, bob) = (await app.PersonAsync("ann", EndpointRole.StandardUser), await app.PersonAsync("bob", EndpointRole.StandardUser));
        var actions = app.Get<NetworkActions>();
        var name = EngineApp.Name("n");
        app.Afterwards(() => app.Engine.Networks.DeleteNetworkAsync(name));

        await actions.CreateAsync(ann, app.Endpoint, new() { Name = name }, default);

        Assert.Equal(name, (await actions.InspectAsync(ann, app.Endpoint, name, default)).Name);
        await Assert.ThrowsAsync<ObjectNotFoundException>(() => actions.InspectAsync(bob, app.Endpoint, name, default));
        await Assert.ThrowsAsync<ObjectNotFoundException>(() => actions.RemoveAsync(bob, app.Endpoint, name, default));
        Assert.Equal("bridge", (await actions.InspectAsync(bob, app.Endpoint, "bridge", default)).Name);
    }

    [Fact]
    public async Task Network_OfEverybody_ShowsAStandardUserNobodyElsesMembers()
    {
        await using var app = await EngineApp.StartAsync(EngineApp.Docker20);
        var (ann, max) = (await app.PersonAsync("ann", EndpointRole.StandardUser), await app.PersonAsync("max", EndpointRole.Helpdesk));
        var id = await app.RunAsync("sleep 1000");
        var actions = app.Get<NetworkActions>();

        Assert.Contains(id, (await actions.InspectAsync(max, app.Endpoint, "bridge", default)).Containers.Keys);
        Assert.DoesNotContain(id, (await actions.InspectAsync(ann, app.Endpoint, "bridge", default)).Containers.Keys);
        Assert.DoesNotContain(id, Encoding.UTF8.GetString(await actions.InspectRawAsync(ann, app.Endpoint, "bridge", default)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(3)]
    public async Task Container_OfNobody_AnswersAStandardUserByNoName(int digits)
    {
        await using var app = await EngineApp.StartAsync(EngineApp.Docker20);
        var ann = await app.PersonAsync("ann", EndpointRole.StandardUser);
        var id = await app.RunAsync("sleep 1000");
        var name = (await app.Engine.Containers.InspectContainerAsync(id)).Name;

        foreach (var called in new[] { id, id[..digits], name, name.TrimStart('/'), id.ToUpperInvariant() })
        {
            await Assert.ThrowsAsync<ContainerNotFoundException>(() => app.Get<ContainerActions>().InspectAsync(ann, app.Endpoint, called, default));
        }
    }

    [Fact]
    public async Task Container_WithLabelsThatNameAUser_IsTheirsToStop()
    {
        await using var app = await EngineApp.StartAsync(EngineApp.Docker20);
        var (ann, bob) = (await app.PersonAsync("ann", EndpointRole.StandardUser), await app.PersonAsync("bob", EndpointRole.StandardUser));
        var id = await app.RunAsync("sleep 1000", parameters => parameters.Labels = new Dictionary<string, string> { ["io.portainer.accesscontrol.users"] = "ann" });
        var actions = app.Get<ContainerActions>();

        Assert.Contains(app.Get<EngineGate>().View(ann, app.Endpoint)!.Containers, row => row.Id == id);
        Assert.DoesNotContain(app.Get<EngineGate>().View(bob, app.Endpoint)!.Containers, row => row.Id == id);
        await Assert.ThrowsAsync<ContainerNotFoundException>(() => actions.RunAsync(bob, app.Endpoint, ContainerVerb.Stop, id, new(), default));
        await actions.RunAsync(ann, app.Endpoint, ContainerVerb.Stop, id, new(), default);
        Assert.False((await app.Engine.Containers.InspectContainerAsync(id)).State.Running);
    }

    [Fact]
    public async Task Container_MadeByAStandardUser_IsTheirsAndStaysSoWhenItIsRecreated()
    {
        await using var app = await EngineApp.StartAsync(EngineApp.Docker20);
        var (ann, bob) = (await app.PersonAsync("ann", EndpointRole.StandardUser), await app.PersonAsync("bob", EndpointRole.StandardUser));
        var volume = EngineApp.Name("v");
        var draft = new ContainerDraft { Name = EngineApp.Name("t"), Image = "lab/base:1", Command = "sleep 1000", StopSignal = "SIGKILL", Mounts = { new() { Source = volume, Target = "/data" } } };
        app.Afterwards(() => app.Engine.Volumes.RemoveAsync(volume, force: true));
        app.Afterwards(() => app.Engine.Containers.RemoveContainerAsync(draft.Name, new() { Force = true }));

        var made = await app.Get<CreateActions>().DeployAsync(ann, app.Endpoint, draft, default);
        var job = await app.Get<RecreateActions>().StartAsync(ann, app.Endpoint, draft.Name, null, pull: false, sharers: false, default);
        await job.Ended;

        Assert.True(job.State == JobState.Succeeded, job.Outcome);
        var now = await app.Get<ContainerActions>().InspectAsync(ann, app.Endpoint, draft.Name, default);
        Assert.NotEqual(made.Id, now.ID);
        await Assert.ThrowsAsync<ContainerNotFoundException>(() => app.Get<ContainerActions>().InspectAsync(bob, app.Endpoint, draft.Name, default));
        Assert.Equal(volume, (await app.Get<VolumeActions>().InspectAsync(ann, app.Endpoint, volume, default)).Name);
        await Assert.ThrowsAsync<ObjectNotFoundException>(() => app.Get<VolumeActions>().InspectAsync(bob, app.Endpoint, volume, default));
    }

    [Fact]
    public async Task Container_ThatReachesTheHost_IsNotMadeForAStandardUser()
    {
        await using var app = await EngineApp.StartAsync(EngineApp.Docker20);
        var (ann, max) = (await app.PersonAsync("ann", EndpointRole.StandardUser), await app.PersonAsync("max", EndpointRole.EndpointAdministrator));
        var others = await app.VolumeAsync();
        ContainerDraft[] drafts =
        [
            new() { Privileged = true },
            new() { PidMode = "host" },
            new() { Mounts = { new() { Type = "bind", Source = "/", Target = "/host" } } },
            new() { Mounts = { new() { Source = others, Target = "/data" } } },
        ];

        foreach (var draft in drafts)
        {
            (draft.Name, draft.Image, draft.Command, draft.StopSignal) = (EngineApp.Name("t"), "lab/base:1", "sleep 1000", "SIGKILL");
            app.Afterwards(() => app.Engine.Containers.RemoveContainerAsync(draft.Name, new() { Force = true }));
            await Assert.ThrowsAsync<AccessDeniedException>(() => app.Get<CreateActions>().DeployAsync(ann, app.Endpoint, draft, default));
        }

        // Of these the lab's engines can make the last.
        await app.Get<CreateActions>().DeployAsync(max, app.Endpoint, drafts[^1], default);
    }

    [Fact]
    public async Task Volume_OfAHostPath_IsNotMadeForAStandardUser()
    {
        await using var app = await EngineApp.StartAsync(EngineApp.Docker20);
        var ann = await app.PersonAsync("ann", EndpointRole.StandardUser);

        await Assert.ThrowsAsync<AccessDeniedException>(() => app.Get<VolumeActions>().CreateAsync(
            ann, app.Endpoint, new() { Name = EngineApp.Name("v"), DriverOpts = new Dictionary<string, string> { ["type"] = "none", ["o"] = "bind", ["device"] = "/" } }, default));
    }

    [Fact]
    public async Task OpenAsync_OperationAboutAThingWithoutNamingIt_IsRefusedToWhomThingsAreKeptFrom()
    {
        await using var app = await EngineApp.StartAsync(EngineApp.Docker20);
        var (ann, max) = (await app.PersonAsync("ann", EndpointRole.StandardUser), await app.PersonAsync("max", EndpointRole.EndpointAdministrator));

        foreach (var operation in Enum.GetValues<Operation>().Where(operation => Target.Of(operation) is not null))
        {
            await Assert.ThrowsAsync<AccessDeniedException>(() => app.Get<EngineGate>().OpenAsync(ann, app.Endpoint, operation, default));
            await app.Get<EngineGate>().OpenAsync(max, app.Endpoint, operation, default);
        }
    }

    [Fact]
    public async Task RightTakenAway_IsInForceAtOnce()
    {
        await using var app = await EngineApp.StartAsync(EngineApp.Docker20);
        var max = await app.PersonAsync("max", EndpointRole.Operator);
        var gate = app.Get<EngineGate>();
        Assert.NotNull(gate.View(max, app.Endpoint));

        await app.Get<GrantStore>().ReplaceAsync(GrantScope.Endpoint, app.Endpoint, [], default);
        await app.Get<AccessReader>().ReadAgainAsync(default);

        Assert.Null(gate.View(max, app.Endpoint));
        await Assert.ThrowsAsync<EndpointNotFoundException>(() => gate.OpenAsync(max, app.Endpoint, Operation.ListImages, default));
    }

    private static IEnumerable<string> Volumes(EngineApp app, Caller caller) => app.Get<EngineGate>().View(caller, app.Endpoint)!.Volumes!.Select(row => row.Name);
}
