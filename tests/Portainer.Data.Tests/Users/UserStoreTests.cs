using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Portainer.Data.Users;

namespace Portainer.Data.Tests.Users;

public sealed class UserStoreOnSqliteTests() : UserStoreTests(Dialect.Sqlite);

public sealed class UserStoreOnPostgresTests() : UserStoreTests(Dialect.Postgres);

public abstract class UserStoreTests(Dialect dialect) : StoreTests(dialect)
{
    [Fact]
    public async Task Create_ThenFind_ReadsBackEverything()
    {
        var user = await CreateAsync("Maria", UserRole.Administrator);

        var found = await Host.Users.FindByNameAsync("MARIA", CancellationToken.None);

        Assert.Equivalent(user, found, strict: true);
        Assert.True(found!.IsAdministrator);
        Assert.True(found.LockoutEnabled);
        Assert.Equal(Host.Time.Now, found.CreatedAt);
        Assert.Equivalent(user, await Host.Users.FindByIdAsync($"{user.Id}", CancellationToken.None), strict: true);
        Assert.Null(await Host.Users.FindByIdAsync("not a number", CancellationToken.None));
    }

    [Fact]
    public async Task Create_TakenName_IsRefused()
    {
        await CreateAsync("maria");

        var result = await Host.Users.CreateAsync(New("maria"), CancellationToken.None);

        Assert.Equal("DuplicateUserName", Assert.Single(result.Errors).Code);
    }

    [Fact]
    public async Task Update_FromAnOlderVersion_IsRefused()
    {
        var first = await CreateAsync("maria");
        var second = await Host.Users.FindAsync(first.Id, CancellationToken.None);
        first.PasswordHash = "one";
        second!.PasswordHash = "two";

        Assert.True((await Host.Users.UpdateAsync(first, CancellationToken.None)).Succeeded);
        var late = await Host.Users.UpdateAsync(second, CancellationToken.None);

        Assert.Equal("ConcurrencyFailure", Assert.Single(late.Errors).Code);
        Assert.Equal("one", (await Host.Users.FindAsync(first.Id, CancellationToken.None))!.PasswordHash);
    }

    [Fact]
    public async Task Update_ToATakenName_IsRefused()
    {
        await CreateAsync("maria");
        var other = await CreateAsync("jonas");
        other.UserName = "maria";
        other.NormalizedUserName = "MARIA";

        Assert.Equal("DuplicateUserName", Assert.Single((await Host.Users.UpdateAsync(other, CancellationToken.None)).Errors).Code);
    }

    [Fact]
    public async Task Delete_TakesCodesAndPasskeysAlong()
    {
        var user = await CreateAsync("maria");
        await Host.Users.ReplaceCodesAsync(user, ["a", "b"], CancellationToken.None);
        await Host.Users.AddOrUpdatePasskeyAsync(user, Passkey(1), CancellationToken.None);

        Assert.True((await Host.Users.DeleteAsync(user, CancellationToken.None)).Succeeded);

        Assert.Equal(0, await Host.ScalarAsync<long>("SELECT (SELECT COUNT(*) FROM user_recovery_codes) + (SELECT COUNT(*) FROM user_passkeys)"));
        Assert.Empty(await Host.Users.ListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task CreateFirstAdministrator_ManyAtOnce_OneWins()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(number => Task.Run(() =>
            Host.Users.CreateFirstAdministratorAsync(New($"admin{number}"), CancellationToken.None))));

        Assert.Single(outcomes, won => won);
        Assert.True(Assert.Single(await Host.Users.ListAsync(CancellationToken.None)).IsAdministrator);
        Assert.True(await Host.Users.AnyAdministratorAsync(CancellationToken.None));
    }

    [Fact]
    public async Task AnyAdministrator_OnlyStandardUsers_IsFalse()
    {
        await CreateAsync("maria");

        Assert.False(await Host.Users.AnyAdministratorAsync(CancellationToken.None));
    }

    [Fact]
    public async Task IncrementAccessFailedCount_ManyAtOnce_CountsAll()
    {
        var user = await CreateAsync("maria");

        var counts = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
            await Host.Users.IncrementAccessFailedCountAsync((await Host.Users.FindAsync(user.Id, CancellationToken.None))!, CancellationToken.None))));

        Assert.Equal(Enumerable.Range(1, 16), counts.Order());
    }

    [Fact]
    public async Task Lockout_SetAndReset_IsSavedAtOnce()
    {
        var user = await CreateAsync("maria");
        var end = Host.Time.Now.AddMinutes(5);
        await Host.Users.IncrementAccessFailedCountAsync(user, CancellationToken.None);
        await Host.Users.SetLockoutEndDateAsync(user, end, CancellationToken.None);

        var locked = await Host.Users.FindAsync(user.Id, CancellationToken.None);
        Assert.Equal(end, locked!.LockoutEnd);
        Assert.Equal(1, locked.AccessFailedCount);
        await Host.Users.SetLockoutEndDateAsync(locked, null, CancellationToken.None);
        await Host.Users.ResetAccessFailedCountAsync(locked, CancellationToken.None);

        Assert.Equivalent(locked, await Host.Users.FindAsync(user.Id, CancellationToken.None), strict: true);
        Assert.True((await Host.Users.UpdateAsync(user, CancellationToken.None)).Succeeded);
        Assert.Null((await Host.Users.FindAsync(user.Id, CancellationToken.None))!.LockoutEnd);
    }

    [Fact]
    public async Task AuthenticatorKey_Saved_IsEncrypted()
    {
        var user = await CreateAsync("maria");
        await Host.Users.SetAuthenticatorKeyAsync(user, "JBSWY3DPEHPK3PXP", CancellationToken.None);
        await Host.Users.UpdateAsync(user, CancellationToken.None);

        var found = await Host.Users.FindAsync(user.Id, CancellationToken.None);

        Assert.Equal("JBSWY3DPEHPK3PXP", await Host.Users.GetAuthenticatorKeyAsync(found!, CancellationToken.None));
        Assert.DoesNotContain("JBSWY3DPEHPK3PXP", await Host.ScalarAsync<string>("SELECT authenticator_key FROM users"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AuthenticatorKey_KeysLost_SaysSo()
    {
        var user = await CreateAsync("maria");
        await Host.Users.SetAuthenticatorKeyAsync(user, "JBSWY3DPEHPK3PXP", CancellationToken.None);
        Directory.Delete(Path.Combine(Host.Folder, "keys"), recursive: true);
        await Host.RestartAsync();

        var failure = await Assert.ThrowsAsync<StorageException>(() => Host.Users.GetAuthenticatorKeyAsync(user, CancellationToken.None));

        Assert.Contains("keys/", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RecoveryCode_RedeemedTwiceAtOnce_WorksOnce()
    {
        var user = await CreateAsync("maria");
        await Host.Users.ReplaceCodesAsync(user, ["11111-aaaaa", "22222-bbbbb"], CancellationToken.None);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
            Host.Users.RedeemCodeAsync(user, "11111-aaaaa", CancellationToken.None))));

        Assert.Single(outcomes, redeemed => redeemed);
        Assert.Equal(1, await Host.Users.CountCodesAsync(user, CancellationToken.None));
    }

    [Fact]
    public async Task Passkey_AddedAndUpdated_ReadsBackEverything()
    {
        var user = await CreateAsync("maria");
        await Host.Users.AddOrUpdatePasskeyAsync(user, Passkey(1), CancellationToken.None);
        await Host.Users.AddOrUpdatePasskeyAsync(user, Passkey(2), CancellationToken.None);

        var found = await Host.Users.FindPasskeyAsync(user, [1, 2, 3], CancellationToken.None);

        Assert.Equivalent(Passkey(2), found, strict: true);
        Assert.Single(await Host.Users.GetPasskeysAsync(user, CancellationToken.None));
        Assert.Equal(user.Id, (await Host.Users.FindByPasskeyIdAsync([1, 2, 3], CancellationToken.None))!.Id);
        await Host.Users.RemovePasskeyAsync(user, [1, 2, 3], CancellationToken.None);
        Assert.Null(await Host.Users.FindPasskeyAsync(user, [1, 2, 3], CancellationToken.None));
    }

    [Fact]
    public async Task Passkey_OfSomebodyElse_IsNotTakenOver()
    {
        var maria = await CreateAsync("maria");
        var jonas = await CreateAsync("jonas");
        await Host.Users.AddOrUpdatePasskeyAsync(maria, Passkey(1), CancellationToken.None);

        await Host.Users.AddOrUpdatePasskeyAsync(jonas, Passkey(9), CancellationToken.None);

        Assert.Equal(maria.Id, (await Host.Users.FindByPasskeyIdAsync([1, 2, 3], CancellationToken.None))!.Id);
        Assert.Equal(1u, (await Host.Users.FindPasskeyAsync(maria, [1, 2, 3], CancellationToken.None))!.SignCount);
    }

    [Fact]
    public async Task Identity_OnTheStore_LocksOutAfterThreeFailures()
    {
        using var users = Identity();
        await users.CreateAsync(new User { UserName = "maria" }, "correct horse battery");
        var user = await users.FindByNameAsync("Maria");
        Assert.True(await users.CheckPasswordAsync(user!, "correct horse battery"));

        for (var attempt = 0; attempt < 3; attempt++)
        {
            await users.AccessFailedAsync(user!);
        }

        Assert.True(await users.IsLockedOutAsync((await users.FindByNameAsync("maria"))!));
    }

    [Fact]
    public async Task Identity_PasswordChanged_StampChanges()
    {
        using var users = Identity();
        await users.CreateAsync(new User { UserName = "maria" }, "correct horse battery");
        var before = await users.FindByNameAsync("maria");
        var stamp = before!.SecurityStamp;

        Assert.True((await users.ChangePasswordAsync(before, "correct horse battery", "another long sentence")).Succeeded);

        Assert.NotEqual(stamp, (await users.FindByNameAsync("maria"))!.SecurityStamp);
    }

    private UserManager<User> Identity()
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<IUserStore<User>>(Host.Users);
        services.AddIdentityCore<User>(options =>
        {
            options.Lockout.MaxFailedAccessAttempts = 3;
            options.Password.RequireDigit = options.Password.RequireUppercase = options.Password.RequireNonAlphanumeric = false;
        });
        return services.BuildServiceProvider().GetRequiredService<UserManager<User>>();
    }

    private async Task<User> CreateAsync(string name, UserRole role = UserRole.Standard)
    {
        var user = New(name);
        user.Role = role;
        Assert.True((await Host.Users.CreateAsync(user, CancellationToken.None)).Succeeded);
        return user;
    }

    private static User New(string name) => new()
    {
        UserName = name,
        NormalizedUserName = name.ToUpperInvariant(),
        PasswordHash = "hash",
        SecurityStamp = Guid.NewGuid().ToString("N"),
    };

    private static UserPasskeyInfo Passkey(uint count) => new(
        [1, 2, 3], [4, 5], new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero), count, ["internal"], true, true, false, [6], [7])
    { Name = "Laptop" };
}
