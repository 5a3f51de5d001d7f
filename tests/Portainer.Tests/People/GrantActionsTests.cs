using Portainer.Access;
using Portainer.Data;
using Portainer.Data.AccessControl;
using Portainer.Endpoints;
using Portainer.People;

namespace Portainer.Tests.People;

public sealed class GrantActionsTests
{
    [Fact]
    public async Task EveryCall_OfAStandardUser_IsRefused()
    {
        await using var host = await PeopleHost.StartAsync();
        var (ann, endpoint) = (await host.PersonAsync("ann"), await host.EndpointAsync("one"));
        var (actions, security) = (host.Get<GrantActions>(), host.Get<SecurityActions>());
        var grant = new Grant(GrantScope.Endpoint, endpoint.Id, GrantHolder.User, ann.UserId, EndpointRole.EndpointAdministrator);

        await Assert.ThrowsAsync<AccessDeniedException>(() => actions.FindAsync(ann, GrantScope.Endpoint, endpoint.Id, default));
        await Assert.ThrowsAsync<AccessDeniedException>(() => actions.GiveAsync(ann, grant, default));
        await actions.GiveAsync(host.Admin, grant, default);
        await Assert.ThrowsAsync<AccessDeniedException>(() => actions.TakeAsync(ann, grant, default));
        await Assert.ThrowsAsync<AccessDeniedException>(() => security.FindAsync(ann, endpoint.Id, default));
        await Assert.ThrowsAsync<AccessDeniedException>(() => security.SaveAsync(ann, endpoint.Id, new() { AllowPrivileged = true }, default));
        Assert.False(host.Get<AccessBook>().Facts.SecurityOf(endpoint.Id).AllowPrivileged);
    }

    [Fact]
    public async Task GiveChangeTake_AreEachInForceAtOnce()
    {
        await using var host = await PeopleHost.StartAsync();
        var (ann, endpoint) = (await host.PersonAsync("ann"), await host.EndpointAsync("one"));
        var grant = new Grant(GrantScope.Endpoint, endpoint.Id, GrantHolder.User, ann.UserId, EndpointRole.ReadOnly);
        var actions = host.Get<GrantActions>();
        Assert.Null(ann.RoleOn(endpoint.Id));

        await actions.GiveAsync(host.Admin, grant, default);
        Assert.Equal(EndpointRole.ReadOnly, ann.RoleOn(endpoint.Id));
        await actions.GiveAsync(host.Admin, grant with { Role = EndpointRole.Operator }, default);
        Assert.Equal(EndpointRole.Operator, ann.RoleOn(endpoint.Id));
        await actions.TakeAsync(host.Admin, grant, default);
        Assert.Null(ann.RoleOn(endpoint.Id));
    }

    [Fact]
    public async Task Give_ToSomebodyOrSomethingGone_IsToldInASentence()
    {
        await using var host = await PeopleHost.StartAsync();
        var endpoint = await host.EndpointAsync("one");

        var refused = await Assert.ThrowsAsync<MissingRowException>(() =>
            host.Get<GrantActions>().GiveAsync(host.Admin, new(GrantScope.Endpoint, endpoint.Id, GrantHolder.User, 999, EndpointRole.ReadOnly), default));

        Assert.True(Failures.IsTellable(refused));
        await Assert.ThrowsAsync<MissingRowException>(() => host.Get<GrantActions>().FindAsync(host.Admin, GrantScope.Group, 999, default));
    }

    [Fact]
    public async Task Roles_ThroughTeamAndGroup_AreShownWithWhereTheyComeFrom()
    {
        await using var host = await PeopleHost.StartAsync();
        var ann = await host.PersonAsync("ann");
        var (one, two, three) = (await host.EndpointAsync("one"), await host.EndpointAsync("two"), await host.EndpointAsync("three"));
        var team = await host.Teams.AddAsync(host.Admin, "web", [ann.UserId], default);
        var group = await host.Get<GroupActions>().AddAsync(host.Admin, new() { Name = "live", EndpointIds = [one.Id, two.Id] }, default);
        var actions = host.Get<GrantActions>();
        await actions.GiveAsync(host.Admin, new(GrantScope.Group, group.Id, GrantHolder.Team, team.Id, EndpointRole.StandardUser), default);
        await actions.GiveAsync(host.Admin, new(GrantScope.Endpoint, two.Id, GrantHolder.User, ann.UserId, EndpointRole.Helpdesk), default);

        var roles = (await host.Users.FindAsync(host.Admin, ann.UserId, default)).Roles;
        var page = await actions.FindAsync(host.Admin, GrantScope.Endpoint, two.Id, default);

        Assert.Equal(
            [("one", EndpointRole.StandardUser, "web", GrantScope.Group), ("two", EndpointRole.Helpdesk, null, GrantScope.Endpoint)],
            roles.OrderBy(origin => origin.Endpoint.Id).Select(origin => (origin.Endpoint.Name, origin.Grant.Role, origin.Team, origin.Grant.Scope)));
        Assert.Null(ann.RoleOn(three.Id));
        Assert.Equal(("ann", "web", "live"), (page.Own.Single().Holder, page.Inherited.Single().Holder, page.Group.Name));
        Assert.Equal(["web"], page.Others.Select(holder => holder.Name));
    }

    [Fact]
    public async Task Security_Saved_IsInForceAtOnce()
    {
        await using var host = await PeopleHost.StartAsync();
        var endpoint = await host.EndpointAsync("one");
        var changed = SecuritySwitch.All.Aggregate(EndpointSecurity.Default, (security, item) => item.With(security, true));

        await host.Get<SecurityActions>().SaveAsync(host.Admin, endpoint.Id, changed, default);

        var inForce = host.Get<AccessBook>().Facts.SecurityOf(endpoint.Id);
        Assert.All(SecuritySwitch.All, item => Assert.True(item.Get(inForce)));
        Assert.Equal(SecuritySwitch.All.Count, SecuritySwitch.All.Select(item => item.With(EndpointSecurity.Default, true)).Distinct().Count());
    }
}
