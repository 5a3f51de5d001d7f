using Portainer.Data.Users;

namespace Portainer.Data.Tests.Users;

public sealed class UserAdministrationOnSqliteTests() : UserAdministrationTests(Dialect.Sqlite);

public sealed class UserAdministrationOnPostgresTests() : UserAdministrationTests(Dialect.Postgres);

public abstract class UserAdministrationTests(Dialect dialect) : StoreTests(dialect)
{
    [Fact]
    public async Task Add_ThenFind_HasNameRoleAndAStamp()
    {
        var added = await Host.Users.AddAsync(new NewUser(" Maria ", UserRole.Standard) { PasswordHash = "hash" }, CancellationToken.None);

        var found = await Host.Users.FindByNameAsync("MARIA", CancellationToken.None);

        Assert.Equivalent(added, found, strict: true);
        Assert.Equal(("Maria", UserRole.Standard, "hash"), (found!.UserName, found.Role, found.PasswordHash));
        Assert.NotEmpty(found.SecurityStamp);
    }

    [Fact]
    public async Task Add_NameOfOtherCase_IsRefused()
    {
        await Host.UserAsync("Jürgen");

        var failure = await Assert.ThrowsAsync<DuplicateNameException>(() => Host.UserAsync("JÜRGEN"));

        Assert.Contains("JÜRGEN", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("two\nlines")]
    public async Task Add_NoName_IsRefused(string name) =>
        Assert.Equal("Name", (await Assert.ThrowsAsync<InvalidFieldException>(() => Host.UserAsync(name))).Field);

    [Fact]
    public async Task Rename_ToATakenName_IsRefused_ToAFreeOneKeepsTheStamp()
    {
        var maria = await Host.Users.AddAsync(new NewUser("maria", UserRole.Standard), CancellationToken.None);
        await Host.UserAsync("jonas");

        await Assert.ThrowsAsync<DuplicateNameException>(() => Host.Users.RenameAsync(maria.Id, "Jonas", CancellationToken.None));
        var renamed = await Host.Users.RenameAsync(maria.Id, "Mary", CancellationToken.None);

        Assert.Equal(("Mary", "MARY", maria.SecurityStamp), (renamed.UserName, renamed.NormalizedUserName, renamed.SecurityStamp));
        Assert.Equal(maria.Version + 1, renamed.Version);
    }

    [Fact]
    public async Task ChangeRole_ToAnother_EndsSessions_ToTheSame_DoesNot()
    {
        var maria = await Host.Users.AddAsync(new NewUser("maria", UserRole.Standard), CancellationToken.None);

        var same = await Host.Users.ChangeRoleAsync(maria.Id, UserRole.Standard, CancellationToken.None);
        var promoted = await Host.Users.ChangeRoleAsync(maria.Id, UserRole.Administrator, CancellationToken.None);

        Assert.Equal(maria.SecurityStamp, same.SecurityStamp);
        Assert.True(promoted.IsAdministrator);
        Assert.NotEqual(maria.SecurityStamp, promoted.SecurityStamp);
    }

    [Fact]
    public async Task LastAdministrator_RemovedOrDemoted_IsRefusedWhicheverWay()
    {
        var admin = await Host.UserAsync("boss", UserRole.Administrator);
        await Host.UserAsync("maria");
        var asIdentityReadsIt = (await Host.Users.FindAsync(admin, CancellationToken.None))!;

        var failure = await Assert.ThrowsAsync<BrokenRuleException>(() => Host.Users.RemoveAsync(admin, CancellationToken.None));
        await Assert.ThrowsAsync<BrokenRuleException>(() => Host.Users.ChangeRoleAsync(admin, UserRole.Standard, CancellationToken.None));
        var deleted = await Host.Users.DeleteAsync(asIdentityReadsIt, CancellationToken.None);
        asIdentityReadsIt.Role = UserRole.Standard;
        var demoted = await Host.Users.UpdateAsync(asIdentityReadsIt, CancellationToken.None);

        Assert.Contains("boss is the last administrator", failure.Message, StringComparison.Ordinal);
        Assert.All([deleted, demoted], result => Assert.Equal("LastAdministrator", Assert.Single(result.Errors).Code));
        Assert.True((await Host.Users.FindAsync(admin, CancellationToken.None))!.IsAdministrator);
    }

    [Fact]
    public async Task Administrators_RemovingAndDemotingEachOtherAtOnce_OneStays()
    {
        var ids = new List<int>();
        for (var number = 0; number < 8; number++)
        {
            ids.Add(await Host.UserAsync($"admin{number}", UserRole.Administrator));
        }

        var (done, refused) = await DataHost.AtOnceAsync(8, number => number % 2 == 0
            ? Host.Users.RemoveAsync(ids[number], CancellationToken.None)
            : Host.Users.ChangeRoleAsync(ids[number], UserRole.Standard, CancellationToken.None));

        Assert.Equal(7, done);
        Assert.IsType<BrokenRuleException>(Assert.Single(refused));
        Assert.Single(await Host.Users.ListAsync(CancellationToken.None), user => user.IsAdministrator);
    }

    [Fact]
    public async Task UnknownUser_AnyChange_SaysSo()
    {
        await Assert.ThrowsAsync<MissingRowException>(() => Host.Users.RemoveAsync(99, CancellationToken.None));
        await Assert.ThrowsAsync<MissingRowException>(() => Host.Users.RenameAsync(99, "maria", CancellationToken.None));
        await Assert.ThrowsAsync<MissingRowException>(() => Host.Users.ChangeRoleAsync(99, UserRole.Standard, CancellationToken.None));
    }
}
