using Portainer.Data.Teams;

namespace Portainer.Data.Tests.Teams;

public sealed class TeamStoreOnSqliteTests() : TeamStoreTests(Dialect.Sqlite);

public sealed class TeamStoreOnPostgresTests() : TeamStoreTests(Dialect.Postgres);

public abstract class TeamStoreTests(Dialect dialect) : StoreTests(dialect)
{
    [Fact]
    public async Task Create_WithLeaders_TheyLeadIt()
    {
        var maria = await Host.UserAsync();

        var team = await Host.Teams.CreateAsync(" Builders ", [maria], CancellationToken.None);

        Assert.Equal(team, await Host.Teams.FindAsync(team.Id, CancellationToken.None));
        Assert.Equal("Builders", team.Name);
        var membership = Assert.Single(await Host.Teams.MembershipsOfTeamAsync(team.Id, CancellationToken.None));
        Assert.Equal((maria, TeamRole.Leader), (membership.UserId, membership.Role));
    }

    [Fact]
    public async Task Create_LeaderIsGone_NothingIsCreated()
    {
        await Assert.ThrowsAsync<MissingRowException>(() => Host.Teams.CreateAsync("builders", [99], CancellationToken.None));

        Assert.Empty(await Host.Teams.ListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Create_SameNameAtOnceInOtherCase_OneWins()
    {
        var (done, refused) = await DataHost.AtOnceAsync(8, number => Host.TeamAsync(number % 2 == 0 ? "Prüfer" : "PRÜFER"));

        Assert.Equal(1, done);
        Assert.All(refused, refusal => Assert.IsType<DuplicateNameException>(refusal));
    }

    [Fact]
    public async Task Rename_TakenOrUnknown_IsRefused()
    {
        var team = await Host.TeamAsync("one");
        await Host.TeamAsync("two");

        await Assert.ThrowsAsync<DuplicateNameException>(() => Host.Teams.RenameAsync(team, "TWO", CancellationToken.None));
        await Assert.ThrowsAsync<MissingRowException>(() => Host.Teams.RenameAsync(99, "three", CancellationToken.None));
        Assert.Equal("One", (await Host.Teams.RenameAsync(team, "One", CancellationToken.None)).Name);
    }

    [Fact]
    public async Task AddMember_Twice_IsTold_AndTheRoleCanBeChanged()
    {
        var (team, maria) = (await Host.TeamAsync(), await Host.UserAsync());
        var membership = await Host.Teams.AddMemberAsync(team, maria, TeamRole.Member, CancellationToken.None);

        await Assert.ThrowsAsync<DuplicateException>(() => Host.Teams.AddMemberAsync(team, maria, TeamRole.Leader, CancellationToken.None));
        var leader = await Host.Teams.ChangeMemberRoleAsync(membership.Id, TeamRole.Leader, CancellationToken.None);

        Assert.Equal(membership with { Role = TeamRole.Leader }, leader);
        Assert.Equal(leader, await Host.Teams.FindMembershipAsync(membership.Id, CancellationToken.None));
        Assert.Equal([leader], await Host.Teams.MembershipsOfUserAsync(maria, CancellationToken.None));
        Assert.True(await Host.Teams.RemoveMemberAsync(membership.Id, CancellationToken.None));
        Assert.False(await Host.Teams.RemoveMemberAsync(membership.Id, CancellationToken.None));
        await Assert.ThrowsAsync<MissingRowException>(() => Host.Teams.ChangeMemberRoleAsync(membership.Id, TeamRole.Member, CancellationToken.None));
    }

    [Fact]
    public async Task AddMember_OfNobodyOrNowhere_IsTold()
    {
        var (team, maria) = (await Host.TeamAsync(), await Host.UserAsync());

        await Assert.ThrowsAsync<MissingRowException>(() => Host.Teams.AddMemberAsync(team, 99, TeamRole.Member, CancellationToken.None));
        await Assert.ThrowsAsync<MissingRowException>(() => Host.Teams.AddMemberAsync(99, maria, TeamRole.Member, CancellationToken.None));
    }

    [Fact]
    public async Task Remove_UserOrTeam_TakesItsMembershipsOnly()
    {
        var (one, two) = (await Host.TeamAsync("one"), await Host.TeamAsync("two"));
        var (maria, jonas) = (await Host.UserAsync(), await Host.UserAsync("jonas"));
        await Host.Teams.AddMemberAsync(one, maria, TeamRole.Member, CancellationToken.None);
        await Host.Teams.AddMemberAsync(two, maria, TeamRole.Member, CancellationToken.None);
        var stays = await Host.Teams.AddMemberAsync(two, jonas, TeamRole.Member, CancellationToken.None);

        Assert.True(await Host.Teams.DeleteAsync(one, CancellationToken.None));
        await Host.Users.RemoveAsync(maria, CancellationToken.None);

        Assert.Equal([stays], await Host.Teams.ListMembershipsAsync(CancellationToken.None));
        Assert.False(await Host.Teams.DeleteAsync(one, CancellationToken.None));
    }
}
