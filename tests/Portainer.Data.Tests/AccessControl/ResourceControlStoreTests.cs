using Portainer.Data.AccessControl;

namespace Portainer.Data.Tests.AccessControl;

public sealed class ResourceControlStoreOnSqliteTests() : ResourceControlStoreTests(Dialect.Sqlite);

public sealed class ResourceControlStoreOnPostgresTests() : ResourceControlStoreTests(Dialect.Postgres);

public abstract class ResourceControlStoreTests(Dialect dialect) : StoreTests(dialect)
{
    private const string Realm = "e1";

    [Fact]
    public async Task Create_WithOwners_ReadsBackEverything()
    {
        var (maria, jonas, team) = (await Host.UserAsync(), await Host.UserAsync("jonas"), await Host.TeamAsync());

        var created = await CreateAsync("web", new Ownership { UserIds = [jonas, maria], TeamIds = [team] });

        Assert.Equal(created, await Host.Controls.FindAsync(created.Id, CancellationToken.None));
        Assert.Equal(created, await FindAsync("web"));
        Assert.Equal((IdSet.Of([maria, jonas]), IdSet.Of([team]), Host.Time.Now), (created.UserIds, created.TeamIds, created.CreatedAt));
        Assert.Equal((false, false), (created.IsPublic, created.AdministratorsOnly));
    }

    [Fact]
    public async Task Create_SameObjectAtOnce_OneWins_AndOtherKindsAndRealmsAreOthers()
    {
        var (done, refused) = await DataHost.AtOnceAsync(8, _ => CreateAsync("web", Ownership.Public));
        await Host.Controls.CreateAsync(Realm, ResourceType.Volume, "web", Ownership.Public, CancellationToken.None);
        var cluster = await Host.Controls.CreateAsync(
            Realms.OfCluster("q1"), ResourceType.Container, "web", Ownership.Public, CancellationToken.None);

        Assert.Equal(1, done);
        Assert.All(refused, refusal => Assert.IsType<DuplicateException>(refusal));
        Assert.Equal(3, (await Host.Controls.ListAsync(CancellationToken.None)).Count);
        Assert.Equal([cluster], await Host.Controls.ListAsync("cq1", CancellationToken.None));
    }

    [Fact]
    public async Task FindOrCreate_ManyAtOnce_AllReceiveTheSame()
    {
        var users = new List<int>();
        for (var number = 0; number < 8; number++)
        {
            users.Add(await Host.UserAsync($"user{number}"));
        }

        var controls = await Task.WhenAll(users.Select(user => Task.Run(() => Host.Controls.FindOrCreateAsync(
            Realm, ResourceType.Container, "web", Ownership.Private(user), CancellationToken.None))));

        Assert.Single(controls[0].UserIds);
        Assert.Single(controls.Distinct());
    }

    [Fact]
    public async Task Update_ToPublicAndToAdministrators_DropsTheOwners()
    {
        var maria = await Host.UserAsync();
        var created = await CreateAsync("web", Ownership.Private(maria));

        var open = await Host.Controls.UpdateAsync(created.Id, new Ownership { IsPublic = true, UserIds = [maria] }, CancellationToken.None);
        var closed = await Host.Controls.UpdateAsync(created.Id, Ownership.Administrators, CancellationToken.None);
        var back = await Host.Controls.UpdateAsync(created.Id, Ownership.Private(maria), CancellationToken.None);

        Assert.Equal(created with { IsPublic = true, UserIds = [] }, open);
        Assert.Equal(created with { AdministratorsOnly = true, UserIds = [] }, closed);
        Assert.Equal(created, back);
    }

    [Fact]
    public async Task Save_WhatCannotBe_IsRefusedAndNothingChanges()
    {
        var maria = await Host.UserAsync();
        var created = await CreateAsync("web", Ownership.Private(maria));
        var both = new Ownership { IsPublic = true, AdministratorsOnly = true };

        await Assert.ThrowsAsync<InvalidFieldException>(() => Host.Controls.UpdateAsync(created.Id, both, CancellationToken.None));
        await Assert.ThrowsAsync<InvalidFieldException>(() => CreateAsync("db", both));
        await Assert.ThrowsAsync<InvalidFieldException>(() => CreateAsync(" ", Ownership.Public));
        await Assert.ThrowsAsync<MissingRowException>(() => CreateAsync("db", Ownership.Private(99)));
        await Assert.ThrowsAsync<MissingRowException>(() =>
            Host.Controls.UpdateAsync(created.Id, new Ownership { TeamIds = [99] }, CancellationToken.None));
        await Assert.ThrowsAsync<MissingRowException>(() => Host.Controls.UpdateAsync(99, Ownership.Public, CancellationToken.None));

        Assert.Equal([created], await Host.Controls.ListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Move_ToARecreatedContainer_KeepsItsOwner_WhoeverTheNewOneHad()
    {
        var (maria, jonas) = (await Host.UserAsync(), await Host.UserAsync("jonas"));
        var old = await CreateAsync("old", Ownership.Private(maria));
        await CreateAsync("new", Ownership.Private(jonas));

        Assert.True(await MoveAsync("old", "new"));

        Assert.Equal([old with { ResourceId = "new" }], await Host.Controls.ListAsync(Realm, CancellationToken.None));
        Assert.False(await MoveAsync("old", "new"));
        Assert.True(await MoveAsync("new", "new"));
        Assert.Equal(IdSet.Of([maria]), (await FindAsync("new"))!.UserIds);
    }

    [Fact]
    public async Task Move_BesideOneWhoCreates_TheOldOwnerStays()
    {
        var (maria, jonas) = (await Host.UserAsync(), await Host.UserAsync("jonas"));
        for (var round = 0; round < 10; round++)
        {
            await CreateAsync($"old{round}", Ownership.Private(maria));
            await Task.WhenAll(
                Task.Run(() => MoveAsync($"old{round}", $"new{round}")),
                Task.Run(() => Host.Controls.FindOrCreateAsync(
                    Realm, ResourceType.Container, $"new{round}", Ownership.Private(jonas), CancellationToken.None)));

            Assert.Equal(IdSet.Of([maria]), (await FindAsync($"new{round}"))!.UserIds);
        }
    }

    [Fact]
    public async Task Remove_Owners_LeavesTheControlToAdministrators()
    {
        var (maria, team) = (await Host.UserAsync(), await Host.TeamAsync());
        var created = await CreateAsync("web", new Ownership { UserIds = [maria], TeamIds = [team] });

        await Host.Users.RemoveAsync(maria, CancellationToken.None);
        await Host.Teams.DeleteAsync(team, CancellationToken.None);

        Assert.Equal(created with { UserIds = [], TeamIds = [] }, await FindAsync("web"));
    }

    [Fact]
    public async Task Delete_ByIdOrByObject_IsGone()
    {
        var first = await CreateAsync("web", Ownership.Public);
        await CreateAsync("db", Ownership.Public);

        Assert.True(await Host.Controls.DeleteAsync(first.Id, CancellationToken.None));
        Assert.True(await Host.Controls.DeleteAsync(Realm, ResourceType.Container, "db", CancellationToken.None));
        Assert.False(await Host.Controls.DeleteAsync(first.Id, CancellationToken.None));
        Assert.False(await Host.Controls.DeleteAsync(Realm, ResourceType.Container, "db", CancellationToken.None));
    }

    [Fact]
    public async Task DeleteEndpoint_TakesItsControlsOnly()
    {
        var endpoint = await Host.EndpointAsync();
        var realm = Realms.OfEndpoint(endpoint);
        await Host.Controls.CreateAsync(realm, ResourceType.Volume, "data", Ownership.Public, CancellationToken.None);
        var other = await Host.Controls.CreateAsync($"{realm}0", ResourceType.Volume, "data", Ownership.Public, CancellationToken.None);

        await Host.Endpoints.DeleteAsync(endpoint, CancellationToken.None);

        Assert.Equal([other], await Host.Controls.ListAsync(CancellationToken.None));
    }

    private Task<ResourceControl> CreateAsync(string name, Ownership ownership) =>
        Host.Controls.CreateAsync(Realm, ResourceType.Container, name, ownership, CancellationToken.None);

    private Task<ResourceControl?> FindAsync(string name) =>
        Host.Controls.FindAsync(Realm, ResourceType.Container, name, CancellationToken.None);

    private Task<bool> MoveAsync(string from, string to) =>
        Host.Controls.MoveAsync(Realm, ResourceType.Container, from, to, CancellationToken.None);
}
