using Portainer.Access;
using Portainer.Data;
using Portainer.Data.AccessControl;
using Portainer.Data.Endpoints;
using Portainer.Endpoints;
using Portainer.Fleet;
using Portainer.Tests.People;

namespace Portainer.Tests.Endpoints;

public sealed class GroupActionsTests
{
    [Fact]
    public async Task EveryCall_OfAStandardUser_IsRefused()
    {
        await using var host = await PeopleHost.StartAsync();
        var (ann, actions) = (await host.PersonAsync("ann"), host.Get<GroupActions>());
        var group = await actions.AddAsync(host.Admin, new() { Name = "live" }, default);
        Func<Task>[] calls =
        [
            () => actions.ListAsync(ann, default),
            () => actions.FindAsync(ann, group.Id, default),
            () => actions.GroupsAsync(ann, default),
            () => actions.AddAsync(ann, new() { Name = "mine" }, default),
            () => actions.ChangeAsync(ann, group, new() { Name = "mine" }, default),
            () => actions.RemoveAsync(ann, group.Id, default),
            () => actions.TagsAsync(ann, default),
            () => actions.AddTagAsync(ann, "dev", default),
            () => actions.RemoveTagAsync(ann, 1, default),
        ];

        foreach (var call in calls)
        {
            await Assert.ThrowsAsync<AccessDeniedException>(call);
        }
    }

    [Fact]
    public async Task Change_WhoIsInTheGroup_MovesThemAndTheirRoles()
    {
        await using var host = await PeopleHost.StartAsync();
        var (ann, actions) = (await host.PersonAsync("ann"), host.Get<GroupActions>());
        var (one, two) = (await host.EndpointAsync("one"), await host.EndpointAsync("two"));
        var group = await actions.AddAsync(host.Admin, new() { Name = "live", EndpointIds = [one.Id] }, default);
        await host.Get<Portainer.People.GrantActions>().GiveAsync(host.Admin, new(GrantScope.Group, group.Id, GrantHolder.User, ann.UserId, EndpointRole.Operator), default);
        Assert.Equal((EndpointRole.Operator, null), (ann.RoleOn(one.Id), ann.RoleOn(two.Id)));

        await actions.ChangeAsync(host.Admin, group, new() { Name = "production", EndpointIds = [two.Id] }, default);

        Assert.Equal((null, EndpointRole.Operator), (ann.RoleOn(one.Id), ann.RoleOn(two.Id)));
        var rows = (await actions.ListAsync(host.Admin, default)).ToDictionary(row => row.Name, row => row.Endpoints.ToString());
        Assert.Equal(("two", "one"), (rows["production"], rows[EndpointGroup.UnassignedName]));
    }

    [Fact]
    public async Task Remove_AGroup_LeavesItsEndpointsWithoutItsRoles()
    {
        await using var host = await PeopleHost.StartAsync();
        var (ann, actions) = (await host.PersonAsync("ann"), host.Get<GroupActions>());
        var one = await host.EndpointAsync("one");
        var group = await actions.AddAsync(host.Admin, new() { Name = "live", EndpointIds = [one.Id] }, default);
        await host.Get<Portainer.People.GrantActions>().GiveAsync(host.Admin, new(GrantScope.Group, group.Id, GrantHolder.User, ann.UserId, EndpointRole.Operator), default);

        await actions.RemoveAsync(host.Admin, group.Id, default);

        Assert.Null(ann.RoleOn(one.Id));
        Assert.Equal(EndpointGroup.UnassignedId, (await host.Get<EndpointStore>().FindAsync(one.Id, default))!.GroupId);
        await Assert.ThrowsAsync<BrokenRuleException>(() => actions.RemoveAsync(host.Admin, EndpointGroup.UnassignedId, default));
    }

    [Fact]
    public async Task Tags_OfEndpointAndGroup_AreFoundTogether()
    {
        await using var host = await PeopleHost.StartAsync();
        var (actions, book) = (host.Get<GroupActions>(), host.Get<GroupBook>());
        var (dev, berlin) = (await actions.AddTagAsync(host.Admin, "dev", default), await actions.AddTagAsync(host.Admin, "berlin", default));
        var endpoint = await host.Get<EndpointActions>().AddAsync(host.Admin, new() { Name = "one", Url = "tcp://127.0.0.1:1", TagIds = [dev.Id] }, default);
        await actions.AddAsync(host.Admin, new() { Name = "live", TagIds = [berlin.Id], EndpointIds = [endpoint.Id] }, default);

        Assert.Equal(["berlin", "dev"], book.Tags(host.Get<FleetWatch>().All.Single().Picture.Endpoint).Select(book.Tag));
        await actions.RemoveTagAsync(host.Admin, berlin.Id, default);
        Assert.Equal(["dev"], book.Tags(host.Get<FleetWatch>().All.Single().Picture.Endpoint).Select(book.Tag));
    }

    [Fact]
    public async Task Endpoint_SwitchedOffAndOn_IsNobodysMeanwhile()
    {
        await using var host = await PeopleHost.StartAsync();
        var (ann, actions, gate) = (await host.PersonAsync("ann"), host.Get<EndpointActions>(), host.Get<EngineGate>());
        var draft = new EndpointDraft { Name = "one", Url = "tcp://127.0.0.1:1" };
        var endpoint = await actions.AddAsync(host.Admin, draft, default);
        await host.Get<Portainer.People.GrantActions>().GiveAsync(host.Admin, new(GrantScope.Endpoint, endpoint.Id, GrantHolder.User, ann.UserId, EndpointRole.Operator), default);
        Assert.NotNull(gate.View(ann, endpoint.Id));

        draft.IsEnabled = false;
        endpoint = await actions.ChangeAsync(host.Admin, endpoint, draft, default);
        Assert.Empty(gate.Views(ann));
        Assert.Empty(gate.Views(host.Admin));
        Assert.Equal(["one"], actions.Disabled(host.Admin).Select(off => off.Name));
        Assert.Empty(actions.Disabled(ann));
        await Assert.ThrowsAsync<EndpointNotFoundException>(() => gate.OpenAsync(host.Admin, endpoint.Id, Operation.ListImages, default));

        draft.IsEnabled = true;
        await actions.ChangeAsync(host.Admin, endpoint, draft, default);
        Assert.NotNull(gate.View(ann, endpoint.Id));
        Assert.Empty(actions.Disabled(host.Admin));
    }
}
