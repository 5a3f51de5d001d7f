using Portainer.Access;
using Portainer.Data;
using Portainer.Data.AccessControl;
using Portainer.Data.Teams;
using Portainer.People;

namespace Portainer.Tests.People;

/// <summary>Giving things to others, on a real engine (portainer.md 2.3).</summary>
public sealed class OwnershipActionsTests
{
    [Fact]
    public async Task Administrator_GivesAVolumeToAUserThenATeamThenEverybody_EachInForceAtOnce()
    {
        await using var app = await EngineApp.StartAsync(EngineApp.Docker20);
        var (ann, bob, team) = await PeopleAsync(app);
        var volume = await VolumeAsync(app);
        var (actions, gate) = (app.Get<OwnershipActions>(), app.Get<EngineGate>());
        bool Sees(Caller caller) => gate.View(caller, app.Endpoint)!.Volumes!.Any(row => row.Name == volume);
        Assert.Equal((false, false), (Sees(ann), Sees(bob)));

        await actions.ChangeAsync(EngineApp.Administrator, app.Endpoint, ResourceType.Volume, volume, Ownership.Private(ann.UserId), default);
        Assert.Equal((true, false), (Sees(ann), Sees(bob)));
        await actions.ChangeAsync(EngineApp.Administrator, app.Endpoint, ResourceType.Volume, volume, new() { TeamIds = [team] }, default);
        Assert.Equal((false, true), (Sees(ann), Sees(bob)));
        await actions.ChangeAsync(EngineApp.Administrator, app.Endpoint, ResourceType.Volume, volume, Ownership.Public, default);
        Assert.Equal((true, true), (Sees(ann), Sees(bob)));
        await actions.ChangeAsync(EngineApp.Administrator, app.Endpoint, ResourceType.Volume, volume, Ownership.Administrators, default);
        Assert.Equal((false, false), (Sees(ann), Sees(bob)));
    }

    [Fact]
    public async Task Owner_GivesToThemselvesAndTheirTeamsOnly()
    {
        await using var app = await EngineApp.StartAsync(EngineApp.Docker20);
        var (ann, bob, team) = await PeopleAsync(app);
        var volume = await VolumeAsync(app);
        var actions = app.Get<OwnershipActions>();
        await actions.ChangeAsync(EngineApp.Administrator, app.Endpoint, ResourceType.Volume, volume, Ownership.Private(bob.UserId), default);
        Ownership[] refused =
        [
            Ownership.Public, Ownership.Administrators, Ownership.Private(ann.UserId), new(),
            new() { UserIds = [bob.UserId, ann.UserId] }, new() { TeamIds = [await TeamAsync(app, "others")] },
        ];

        foreach (var wanted in refused)
        {
            await Assert.ThrowsAsync<AccessDeniedException>(() => actions.ChangeAsync(bob, app.Endpoint, ResourceType.Volume, volume, wanted, default));
        }

        await actions.ChangeAsync(bob, app.Endpoint, ResourceType.Volume, volume, new() { UserIds = [bob.UserId], TeamIds = [team] }, default);
        Assert.Equal("bob, team web", Look(app, bob, volume)!.Text);
    }

    [Fact]
    public async Task OthersThanOwners_ChangeNothing()
    {
        await using var app = await EngineApp.StartAsync(EngineApp.Docker20);
        var (ann, bob, _) = await PeopleAsync(app);
        var (max, eve) = (await app.PersonAsync("max", EndpointRole.Operator), await app.PersonAsync("eve", EndpointRole.ReadOnly));
        var volume = await VolumeAsync(app);
        var actions = app.Get<OwnershipActions>();
        await actions.ChangeAsync(EngineApp.Administrator, app.Endpoint, ResourceType.Volume, volume, new() { UserIds = [bob.UserId, eve.UserId] }, default);

        await Assert.ThrowsAsync<ObjectNotFoundException>(() => GiveToSelfAsync(ann));
        await Assert.ThrowsAsync<AccessDeniedException>(() => GiveToSelfAsync(max));
        await Assert.ThrowsAsync<AccessDeniedException>(() => GiveToSelfAsync(eve));
        await actions.ChangeAsync(EngineApp.Administrator, app.Endpoint, ResourceType.Volume, volume, Ownership.Public, default);
        await Assert.ThrowsAsync<AccessDeniedException>(() => GiveToSelfAsync(ann));
        Assert.Equal((false, false, false), (Look(app, ann, volume)!.MayChange, Look(app, max, volume)!.MayChange, Look(app, eve, volume)!.MayChange));

        Task GiveToSelfAsync(Caller caller) => actions.ChangeAsync(caller, app.Endpoint, ResourceType.Volume, volume, Ownership.Private(caller.UserId), default);
    }

    [Fact]
    public async Task EndpointAdministrator_GivesToAnybodyWithARoleHere()
    {
        await using var app = await EngineApp.StartAsync(EngineApp.Docker20);
        var (ann, bob, _) = await PeopleAsync(app);
        var max = await app.PersonAsync("max", EndpointRole.EndpointAdministrator);
        var volume = await VolumeAsync(app);

        var sheet = Look(app, max, volume)!;
        Assert.Equal(("administrators", true, true), (sheet.Text, sheet.MayChange, sheet.GivesToAnybody));
        Assert.Equal(["ann", "bob", "max"], sheet.Users.Select(person => person.Name));
        await app.Get<OwnershipActions>().ChangeAsync(max, app.Endpoint, ResourceType.Volume, volume, new() { UserIds = [ann.UserId, bob.UserId] }, default);

        Assert.Equal("ann, bob", Look(app, max, volume)!.Text);
    }

    [Fact]
    public async Task Container_OfAStackWithOwners_IsChangedThere()
    {
        await using var app = await EngineApp.StartAsync(EngineApp.Docker20);
        var (_, bob, _) = await PeopleAsync(app);
        var stack = EngineApp.Name("s");
        var id = await app.RunAsync("sleep 1000", parameters => parameters.Labels = new Dictionary<string, string> { ["com.docker.compose.project"] = stack });
        await app.Get<ResourceControlStore>().CreateAsync(Realms.OfEndpoint(app.Endpoint), ResourceType.Stack, stack, Ownership.Private(bob.UserId), default);
        await app.Get<AccessReader>().ReadAgainAsync(default);
        var actions = app.Get<OwnershipActions>();

        var sheet = actions.Look(bob, app.Get<EngineGate>().View(bob, app.Endpoint)!, ResourceType.Container, id)!;
        var refused = await Assert.ThrowsAsync<BrokenRuleException>(() => actions.ChangeAsync(EngineApp.Administrator, app.Endpoint, ResourceType.Container, id, Ownership.Public, default));

        Assert.Equal(("bob", stack, false), (sheet.Text, sheet.Stack, sheet.MayChange));
        Assert.True(Failures.IsTellable(refused));
    }

    [Fact]
    public async Task Network_WithLabelsThatNameItsOwner_IsTheirsToGive()
    {
        await using var app = await EngineApp.StartAsync(EngineApp.Docker20);
        var (_, bob, team) = await PeopleAsync(app);
        var made = await app.Engine.Networks.CreateNetworkAsync(new() { Name = EngineApp.Name("n"), Labels = new Dictionary<string, string> { ["io.portainer.accesscontrol.users"] = "bob" } });
        app.Afterwards(() => app.Engine.Networks.DeleteNetworkAsync(made.ID));
        await app.HoldsAsync(picture => picture.Networks!.Any(row => row.Id == made.ID));
        var (actions, gate) = (app.Get<OwnershipActions>(), app.Get<EngineGate>());

        var before = actions.Look(bob, gate.View(bob, app.Endpoint)!, ResourceType.Network, made.ID)!;
        await actions.ChangeAsync(bob, app.Endpoint, ResourceType.Network, made.ID, new() { TeamIds = [team] }, default);
        var after = actions.Look(bob, gate.View(bob, app.Endpoint)!, ResourceType.Network, made.ID)!;

        Assert.Equal(("bob", true, true), (before.Text, before.IsDerived, before.MayChange));
        Assert.Equal(("team web", false), (after.Text, after.IsDerived));
        var bridge = gate.View(bob, app.Endpoint)!.Networks!.First(row => row.Name == "bridge");
        Assert.Null(actions.Look(EngineApp.Administrator, gate.View(EngineApp.Administrator, app.Endpoint)!, ResourceType.Network, bridge.Id));
    }

    /// <summary>ann and bob, standard users; bob is in the team.</summary>
    private static async Task<(Caller Ann, Caller Bob, int Team)> PeopleAsync(EngineApp app)
    {
        var (ann, bob) = (await app.PersonAsync("ann", EndpointRole.StandardUser), await app.PersonAsync("bob", EndpointRole.StandardUser));
        var team = await TeamAsync(app, "web", bob.UserId);
        return (ann, bob, team);
    }

    private static async Task<int> TeamAsync(EngineApp app, string name, params int[] leaders)
    {
        var team = await app.Get<TeamStore>().CreateAsync(name, [.. leaders], default);
        await app.Get<AccessReader>().ReadAgainAsync(default);
        return team.Id;
    }

    private static async Task<string> VolumeAsync(EngineApp app)
    {
        var name = await app.VolumeAsync();
        await app.HoldsAsync(picture => picture.Volumes!.Any(row => row.Name == name));
        return name;
    }

    private static OwnershipSheet? Look(EngineApp app, Caller caller, string volume) =>
        app.Get<OwnershipActions>().Look(caller, app.Get<EngineGate>().View(caller, app.Endpoint)!, ResourceType.Volume, volume);
}
