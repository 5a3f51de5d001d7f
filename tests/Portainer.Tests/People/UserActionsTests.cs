using Portainer.Access;
using Portainer.Data;
using Portainer.Data.Users;
using Portainer.People;

namespace Portainer.Tests.People;

public sealed class UserActionsTests
{
    [Fact]
    public async Task EveryCall_OfAStandardUser_IsRefused()
    {
        await using var host = await PeopleHost.StartAsync();
        var ann = await host.PersonAsync("ann");
        Func<Task>[] calls =
        [
            () => host.Users.ListAsync(ann, default),
            () => host.Users.FindAsync(ann, ann.UserId, default),
            () => host.Users.TeamsAsync(ann, default),
            () => host.Users.AddAsync(ann, new() { Name = "bob", Password = PeopleHost.Password }, default),
            () => host.Users.RenameAsync(ann, ann.UserId, "anna", default),
            () => host.Users.ChangeRoleAsync(ann, ann.UserId, UserRole.Administrator, default),
            () => host.Users.SetPasswordAsync(ann, host.Admin.UserId, PeopleHost.Password, default),
            () => host.Users.UnlockAsync(ann, ann.UserId, default),
            () => host.Users.SetTeamsAsync(ann, ann.UserId, [], default),
            () => host.Users.RemoveAsync(ann, host.Admin.UserId, default),
        ];

        foreach (var call in calls)
        {
            await Assert.ThrowsAsync<AccessDeniedException>(call);
        }

        Assert.Equal(["admin", "ann"], (await host.Users.ListAsync(host.Admin, default)).Select(user => user.Name));
    }

    [Fact]
    public async Task Add_WithTeams_MaySignInAndIsInThem()
    {
        await using var host = await PeopleHost.StartAsync();
        var team = await host.Teams.AddAsync(host.Admin, "web", [], default);
        var draft = new UserDraft { Name = " ann ", Password = PeopleHost.Password };
        draft.TeamIds.Add(team.Id);

        var ann = await host.Users.AddAsync(host.Admin, draft, default);

        var row = Assert.Single(await host.Users.ListAsync(host.Admin, default), user => user.Id == ann.Id);
        Assert.Equal(("ann", UserRole.Standard, "web"), (row.Name, row.Role, row.Teams.ToString()));
        Assert.Contains(team.Id, host.Get<AccessBook>().Facts.TeamsOf(ann.Id).AsEnumerable());
        Assert.True(await host.SignsInAsync("Ann", PeopleHost.Password));
    }

    [Theory]
    [InlineData("ann", "short", "Password")]
    [InlineData("ann smith", PeopleHost.Password, "Name")]
    [InlineData("", PeopleHost.Password, "Name")]
    public async Task Add_WhatCannotBe_NamesTheField(string name, string password, string field)
    {
        await using var host = await PeopleHost.StartAsync();

        var fault = await Assert.ThrowsAsync<InvalidFieldException>(() => host.Users.AddAsync(host.Admin, new() { Name = name, Password = password }, default));

        Assert.Equal(field, fault.Field);
        Assert.Single(await host.Users.ListAsync(host.Admin, default));
    }

    [Fact]
    public async Task SetPassword_OfSomebodyElse_EndsTheirSessionsAndTheirLockout()
    {
        await using var host = await PeopleHost.StartAsync();
        var ann = await host.PersonAsync("ann");
        using var browser = host.App.NewBrowser();
        using var signedIn = await browser.SignInAsync("ann", PeopleHost.Password);
        for (var attempt = 0; attempt < 5; attempt++)
        {
            Assert.False(await host.SignsInAsync("ann", "wrong"));
        }

        Assert.NotNull((await host.Users.FindAsync(host.Admin, ann.UserId, default)).User.LockedUntil);

        await host.Users.SetPasswordAsync(host.Admin, ann.UserId, "yet another horse", default);

        Assert.Null((await host.Users.FindAsync(host.Admin, ann.UserId, default)).User.LockedUntil);
        Assert.True(await host.SignsInAsync("ann", "yet another horse"));
        Assert.False(await host.SignsInAsync("ann", PeopleHost.Password));
        using var page = await browser.GetAsync("account");
        Assert.NotEqual(System.Net.HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task Oneself_IsNeitherRemovedNorDemotedNorGivenAPassword()
    {
        await using var host = await PeopleHost.StartAsync();
        await host.Users.ChangeRoleAsync(host.Admin, (await host.PersonAsync("ann")).UserId, UserRole.Administrator, default);

        await Assert.ThrowsAsync<BrokenRuleException>(() => host.Users.RemoveAsync(host.Admin, host.Admin.UserId, default));
        await Assert.ThrowsAsync<BrokenRuleException>(() => host.Users.ChangeRoleAsync(host.Admin, host.Admin.UserId, UserRole.Standard, default));
        await Assert.ThrowsAsync<BrokenRuleException>(() => host.Users.SetPasswordAsync(host.Admin, host.Admin.UserId, PeopleHost.Password, default));
    }

    [Fact]
    public async Task Administrator_Demoted_MayNothingMoreAtOnce()
    {
        await using var host = await PeopleHost.StartAsync();
        var ann = (await host.PersonAsync("ann")) with { IsAdministrator = true };
        await host.Users.ChangeRoleAsync(host.Admin, ann.UserId, UserRole.Administrator, default);
        Assert.Equal(2, (await host.Users.ListAsync(ann, default)).Count);

        await host.Users.ChangeRoleAsync(host.Admin, ann.UserId, UserRole.Standard, default);

        await Assert.ThrowsAsync<AccessDeniedException>(() => host.Users.ListAsync(ann, default));
    }

    [Fact]
    public async Task LastAdministrator_DemotedBySomebodyElse_StaysInTheStoresWords()
    {
        await using var host = await PeopleHost.StartAsync();
        // Somebody whose session still says administrator.
        var former = new Caller((await host.PersonAsync("ann")).UserId, "ann", true);

        var refused = await Assert.ThrowsAsync<BrokenRuleException>(() => host.Users.ChangeRoleAsync(former, host.Admin.UserId, UserRole.Standard, default));

        Assert.Contains("last administrator", refused.Message, StringComparison.Ordinal);
        Assert.True(Failures.IsTellable(refused));
    }

    [Fact]
    public async Task SetTeams_OtherOnes_KeepsTheRoleInThoseThatStay()
    {
        await using var host = await PeopleHost.StartAsync();
        var ann = await host.PersonAsync("ann");
        var (web, ops, dev) = (
            await host.Teams.AddAsync(host.Admin, "web", [ann.UserId], default),
            await host.Teams.AddAsync(host.Admin, "ops", [ann.UserId], default),
            await host.Teams.AddAsync(host.Admin, "dev", [], default));

        await host.Users.SetTeamsAsync(host.Admin, ann.UserId, [web.Id, dev.Id], default);

        Assert.Equal([web.Id, dev.Id], (await host.Users.FindAsync(host.Admin, ann.UserId, default)).TeamIds);
        Assert.Equal([web.Id], host.Get<AccessBook>().Facts.TeamsLedBy(ann.UserId));
        Assert.DoesNotContain(ops.Id, host.Get<AccessBook>().Facts.TeamsOf(ann.UserId).AsEnumerable());
    }

    [Fact]
    public async Task Remove_SomebodyWithRights_TakesThemAwayAtOnce()
    {
        await using var host = await PeopleHost.StartAsync();
        var ann = await host.PersonAsync("ann");
        var team = await host.Teams.AddAsync(host.Admin, "web", [ann.UserId], default);
        Assert.True(PeopleRules.ManagesMembers(ann, team.Id));

        await host.Users.RemoveAsync(host.Admin, ann.UserId, default);

        Assert.False(PeopleRules.ManagesMembers(ann, team.Id));
        Assert.False(await host.SignsInAsync("ann", PeopleHost.Password));
    }
}
