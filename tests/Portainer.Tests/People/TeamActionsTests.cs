using System.Collections.Frozen;
using Portainer.Access;
using Portainer.Data;
using Portainer.Data.Teams;
using Portainer.Data.Users;
using Portainer.People;

namespace Portainer.Tests.People;

public sealed class TeamActionsTests
{
    [Fact]
    public async Task Leader_SeesOwnTeamsAlone_AndAddsAndRemovesItsMembers()
    {
        await using var host = await PeopleHost.StartAsync();
        var (ann, bob) = (await host.PersonAsync("ann"), await host.PersonAsync("bob"));
        var (web, ops) = (await host.Teams.AddAsync(host.Admin, "web", [ann.UserId], default), await host.Teams.AddAsync(host.Admin, "ops", [bob.UserId], default));

        Assert.Equal(["web"], (await host.Teams.ListAsync(ann, default)).Select(team => team.Name));
        await Assert.ThrowsAsync<AccessDeniedException>(() => host.Teams.FindAsync(ann, ops.Id, default));
        await host.Teams.AddMemberAsync(ann, web.Id, bob.UserId, default);
        Assert.Contains(web.Id, host.Get<AccessBook>().Facts.TeamsOf(bob.UserId).AsEnumerable());
        await host.Teams.RemoveMemberAsync(ann, web.Id, bob.UserId, default);
        Assert.DoesNotContain(web.Id, host.Get<AccessBook>().Facts.TeamsOf(bob.UserId).AsEnumerable());
    }

    [Fact]
    public async Task Leader_WhatOnlyAdministratorsMay_IsRefused()
    {
        await using var host = await PeopleHost.StartAsync();
        var (ann, bob) = (await host.PersonAsync("ann"), await host.PersonAsync("bob"));
        var (web, ops) = (await host.Teams.AddAsync(host.Admin, "web", [ann.UserId, bob.UserId], default), await host.Teams.AddAsync(host.Admin, "ops", [], default));
        Func<Task>[] calls =
        [
            () => host.Teams.AddAsync(ann, "mine", [], default),
            () => host.Teams.RenameAsync(ann, web.Id, "mine", default),
            () => host.Teams.RemoveAsync(ann, web.Id, default),
            () => host.Teams.PeopleAsync(ann, default),
            () => host.Teams.ChangeRoleAsync(ann, web.Id, bob.UserId, TeamRole.Member, default),
            () => host.Teams.RemoveMemberAsync(ann, web.Id, bob.UserId, default), // another leader
            () => host.Teams.AddMemberAsync(ann, web.Id, host.Admin.UserId, default), // an administrator
            () => host.Teams.AddMemberAsync(ann, ops.Id, ann.UserId, default), // into another team
        ];

        foreach (var call in calls)
        {
            await Assert.ThrowsAsync<AccessDeniedException>(call);
        }

        Assert.DoesNotContain((await host.Teams.FindAsync(ann, web.Id, default)).Others, person => person.Id == host.Admin.UserId);
    }

    [Fact]
    public async Task Leader_WithAKeyThatIsReadOnlyOrForSomeEndpoints_ChangesNobody()
    {
        await using var host = await PeopleHost.StartAsync();
        var (ann, bob) = (await host.PersonAsync("ann"), await host.PersonAsync("bob"));
        var team = await host.Teams.AddAsync(host.Admin, "web", [ann.UserId], default);

        foreach (var key in new[] { new KeyScope(true, null), new KeyScope(false, FrozenSet.Create(1)) })
        {
            await Assert.ThrowsAsync<AccessDeniedException>(() => host.Teams.AddMemberAsync(ann with { Key = key }, team.Id, bob.UserId, default));
        }

        await host.Teams.AddMemberAsync(ann, team.Id, bob.UserId, default);
    }

    [Fact]
    public async Task LeaderMadeMember_LosesTheTeamAtOnce()
    {
        await using var host = await PeopleHost.StartAsync();
        var ann = await host.PersonAsync("ann");
        var team = await host.Teams.AddAsync(host.Admin, "web", [ann.UserId], default);
        Assert.True(PeopleRules.SeesTeams(ann));

        await host.Teams.ChangeRoleAsync(host.Admin, team.Id, ann.UserId, TeamRole.Member, default);

        Assert.False(PeopleRules.SeesTeams(ann));
        await Assert.ThrowsAsync<AccessDeniedException>(() => host.Teams.ListAsync(ann, default));
    }

    [Fact]
    public async Task AddMember_TwiceOrGone_IsToldInASentence()
    {
        await using var host = await PeopleHost.StartAsync();
        var ann = await host.PersonAsync("ann");
        var team = await host.Teams.AddAsync(host.Admin, "web", [ann.UserId], default);

        Assert.True(Failures.IsTellable(await Assert.ThrowsAsync<DuplicateException>(() => host.Teams.AddMemberAsync(host.Admin, team.Id, ann.UserId, default))));
        await Assert.ThrowsAsync<MissingRowException>(() => host.Teams.AddMemberAsync(host.Admin, team.Id, 999, default));
        await Assert.ThrowsAsync<MissingRowException>(() => host.Teams.RemoveMemberAsync(host.Admin, team.Id, host.Admin.UserId, default));
    }

    [Fact]
    public async Task Administrator_AddsAnAdministratorAndMakesThemLeader()
    {
        await using var host = await PeopleHost.StartAsync();
        var boss = await host.PersonAsync("boss");
        await host.Users.ChangeRoleAsync(host.Admin, boss.UserId, UserRole.Administrator, default);
        var team = await host.Teams.AddAsync(host.Admin, "web", [], default);

        await host.Teams.AddMemberAsync(host.Admin, team.Id, boss.UserId, default);
        await host.Teams.ChangeRoleAsync(host.Admin, team.Id, boss.UserId, TeamRole.Leader, default);

        Assert.Equal([new TeamMember(boss.UserId, "boss", TeamRole.Leader)], (await host.Teams.FindAsync(host.Admin, team.Id, default)).Members);
    }
}
