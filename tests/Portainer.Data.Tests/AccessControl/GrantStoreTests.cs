using Portainer.Data.AccessControl;
using Portainer.Data.Endpoints;

namespace Portainer.Data.Tests.AccessControl;

public sealed class GrantStoreOnSqliteTests() : GrantStoreTests(Dialect.Sqlite);

public sealed class GrantStoreOnPostgresTests() : GrantStoreTests(Dialect.Postgres);

public abstract class GrantStoreTests(Dialect dialect) : StoreTests(dialect)
{
    [Fact]
    public async Task Replace_Twice_TheSecondStays_AndOtherScopesAreLeftAlone()
    {
        var (maria, team, endpoint) = (await Host.UserAsync(), await Host.TeamAsync(), await Host.EndpointAsync());
        var group = new Grant(GrantScope.Group, 1, GrantHolder.Team, team, EndpointRole.Helpdesk);
        await ReplaceAsync(GrantScope.Group, 1, group);
        await ReplaceAsync(GrantScope.Endpoint, endpoint, OfUser(endpoint, maria, EndpointRole.ReadOnly));

        var team5 = new Grant(GrantScope.Endpoint, endpoint, GrantHolder.Team, team, EndpointRole.Operator);
        await ReplaceAsync(GrantScope.Endpoint, endpoint, team5, OfUser(endpoint, maria, EndpointRole.StandardUser));

        Assert.Equal(
            [team5, OfUser(endpoint, maria, EndpointRole.StandardUser)],
            await Host.Grants.ListAsync(GrantScope.Endpoint, endpoint, CancellationToken.None));
        Assert.Equal([group], await Host.Grants.ListAsync(GrantScope.Group, 1, CancellationToken.None));
        Assert.Equal(3, (await Host.Grants.ListAsync(CancellationToken.None)).Count);
    }

    [Fact]
    public async Task Replace_SomebodyTwiceOrGone_LeavesWhatWasThere()
    {
        var (maria, endpoint) = (await Host.UserAsync(), await Host.EndpointAsync());
        var first = OfUser(endpoint, maria, EndpointRole.ReadOnly);
        await ReplaceAsync(GrantScope.Endpoint, endpoint, first);

        await Assert.ThrowsAsync<DuplicateException>(() =>
            ReplaceAsync(GrantScope.Endpoint, endpoint, first, first with { Role = EndpointRole.Operator }));
        await Assert.ThrowsAsync<MissingRowException>(() => ReplaceAsync(GrantScope.Endpoint, endpoint, first with { HolderId = 99 }));
        await Assert.ThrowsAsync<MissingRowException>(() => ReplaceAsync(GrantScope.Endpoint, 99));
        await Assert.ThrowsAsync<ArgumentException>(() => ReplaceAsync(GrantScope.Group, endpoint, first));

        Assert.Equal([first], await Host.Grants.ListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Replace_ManyAtOnce_NeverAMixture()
    {
        var endpoint = await Host.EndpointAsync();
        var users = new List<int>();
        for (var number = 0; number < 8; number++)
        {
            users.Add(await Host.UserAsync($"user{number}"));
        }

        await DataHost.AtOnceAsync(8, number => ReplaceAsync(
            GrantScope.Endpoint,
            endpoint,
            OfUser(endpoint, users[number], EndpointRole.ReadOnly),
            OfUser(endpoint, users[(number + 1) % 8], EndpointRole.Operator)));

        var grants = await Host.Grants.ListAsync(CancellationToken.None);
        Assert.Equal(2, grants.Count);
        var reader = users.IndexOf(Assert.Single(grants, grant => grant.Role == EndpointRole.ReadOnly).HolderId);
        Assert.Equal(users[(reader + 1) % 8], Assert.Single(grants, grant => grant.Role == EndpointRole.Operator).HolderId);
    }

    [Fact]
    public async Task Remove_EndpointGroupUserOrTeam_TakesItsGrantsAlong()
    {
        var (endpoint, other) = (await Host.EndpointAsync(), await Host.EndpointAsync("other"));
        var (maria, team) = (await Host.UserAsync(), await Host.TeamAsync());
        var group = await Host.Groups.CreateAsync(new NewEndpointGroup("berlin"), CancellationToken.None);
        var jonas = await Host.UserAsync("jonas");
        await ReplaceAsync(GrantScope.Endpoint, endpoint, OfUser(endpoint, jonas, EndpointRole.ReadOnly));
        await ReplaceAsync(GrantScope.Group, group.Id, new Grant(GrantScope.Group, group.Id, GrantHolder.User, jonas, EndpointRole.ReadOnly));
        await ReplaceAsync(
            GrantScope.Endpoint,
            other,
            OfUser(other, maria, EndpointRole.ReadOnly),
            new Grant(GrantScope.Endpoint, other, GrantHolder.Team, team, EndpointRole.ReadOnly),
            OfUser(other, jonas, EndpointRole.ReadOnly));

        await Host.Endpoints.DeleteAsync(endpoint, CancellationToken.None);
        await Host.Groups.DeleteAsync(group.Id, CancellationToken.None);
        await Host.Users.RemoveAsync(maria, CancellationToken.None);
        await Host.Teams.DeleteAsync(team, CancellationToken.None);

        Assert.Equal([OfUser(other, jonas, EndpointRole.ReadOnly)], await Host.Grants.ListAsync(CancellationToken.None));
    }

    private static Grant OfUser(int endpoint, int user, EndpointRole role) => new(GrantScope.Endpoint, endpoint, GrantHolder.User, user, role);

    private Task ReplaceAsync(GrantScope scope, int id, params Grant[] grants) =>
        Host.Grants.ReplaceAsync(scope, id, grants, CancellationToken.None);
}
