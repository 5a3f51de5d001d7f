using System.Text;
using System.Text.Json;
using Portainer.Data.ApiKeys;

namespace Portainer.Data.Tests.ApiKeys;

public sealed class ApiKeyStoreOnSqliteTests() : ApiKeyStoreTests(Dialect.Sqlite)
{
    [Fact]
    public async Task Create_NoFileHoldsTheKey()
    {
        var raw = (await CreateAsync()).RawKey;
        await Host.ApiKeys.FindAsync(raw, CancellationToken.None);
        await Host.RestartAsync();

        // The prefix is stored on purpose; all that comes after it must not be.
        var secret = Encoding.UTF8.GetBytes(raw["ptr_1234567".Length..]);
        foreach (var file in Directory.EnumerateFiles(Host.Folder, "*", SearchOption.AllDirectories))
        {
            Assert.Equal(-1, (await File.ReadAllBytesAsync(file)).AsSpan().IndexOf(secret));
        }
    }
}

public sealed class ApiKeyStoreOnPostgresTests() : ApiKeyStoreTests(Dialect.Postgres);

public abstract class ApiKeyStoreTests(Dialect dialect) : StoreTests(dialect)
{
    private int? _user;

    [Fact]
    public async Task Create_TheKey_IsPortainersFormAndFindsItself()
    {
        var created = await CreateAsync();

        var found = await FindAsync(created);

        Assert.StartsWith("ptr_", created.RawKey, StringComparison.Ordinal);
        Assert.Equal(32, Convert.FromBase64String(created.RawKey[4..]).Length);
        Assert.Equal(created.RawKey.Substring(4, 7), created.Key.Prefix);
        Assert.Equal(created.Key with { LastUsedAt = Host.Time.Now }, found);
        Assert.Equal((_user!.Value, "deploy", null, false), (found!.UserId, found.Description, found.EndpointIds, found.IsReadOnly));
        Assert.NotEqual(created.RawKey, (await CreateAsync()).RawKey);
    }

    [Fact]
    public async Task Create_ColumnsAndPrint_HoldNoKey()
    {
        var created = await CreateAsync();
        var secret = created.RawKey[11..];

        var row = await Host.ScalarAsync<string>("SELECT description || prefix || digest FROM api_keys");

        Assert.DoesNotContain(secret, row, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, created.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(secret, JsonSerializer.Serialize(created.Key), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ptr_")]
    [InlineData("nonsense\0")]
    public async Task Find_NotAKey_IsNull(string raw)
    {
        await CreateAsync();

        Assert.Null(await Host.ApiKeys.FindAsync(raw, CancellationToken.None));
    }

    [Fact]
    public async Task Find_AnyCharacterChanged_IsNull()
    {
        var raw = (await CreateAsync()).RawKey;

        Assert.Null(await Host.ApiKeys.FindAsync(raw.ToUpperInvariant(), CancellationToken.None));
        Assert.Null(await Host.ApiKeys.FindAsync($"{raw} ", CancellationToken.None));
        Assert.Null(await Host.ApiKeys.FindAsync(raw[4..], CancellationToken.None));
    }

    [Fact]
    public async Task Find_Expired_IsNull_ButListed()
    {
        var created = await CreateAsync(new NewApiKey(0, "deploy") { ExpiresAt = Host.Time.Now.AddDays(1) });
        Assert.NotNull(await FindAsync(created));

        Host.Time.Now = Host.Time.Now.AddDays(1);

        Assert.Null(await FindAsync(created));
        Assert.Equal(created.Key.Id, Assert.Single(await Host.ApiKeys.ListAsync(_user!.Value, CancellationToken.None)).Id);
    }

    [Fact]
    public async Task Find_UsedOften_NotesTheUseOnceAMinute()
    {
        var created = await CreateAsync();
        var first = Host.Time.Now;
        await FindAsync(created);

        Host.Time.Now = first.AddSeconds(59);
        await FindAsync(created);
        Assert.Equal(first, Assert.Single(await Host.ApiKeys.ListAsync(_user!.Value, CancellationToken.None)).LastUsedAt);

        Host.Time.Now = first.AddSeconds(60);
        Assert.Equal(Host.Time.Now, (await FindAsync(created))!.LastUsedAt);
        Assert.Equal(Host.Time.Now, Assert.Single(await Host.ApiKeys.ListAsync(_user!.Value, CancellationToken.None)).LastUsedAt);
    }

    [Fact]
    public async Task Find_ManyAtOnce_AllFindIt()
    {
        var created = await CreateAsync();

        var found = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => FindAsync(created))));

        Assert.All(found, key => Assert.Equal(created.Key.Id, key!.Id));
    }

    [Fact]
    public async Task Limited_EndpointRemoved_StaysLimited()
    {
        var (one, two) = (await Host.EndpointAsync("one"), await Host.EndpointAsync("two"));
        var created = await CreateAsync(new NewApiKey(0, "deploy") { EndpointIds = [one, two], IsReadOnly = true });
        Assert.Equal((IdSet.Of([one, two]), true), (created.Key.EndpointIds!, created.Key.IsReadOnly));

        await Host.Endpoints.DeleteAsync(one, CancellationToken.None);
        Assert.Equal([two], (await FindAsync(created))!.EndpointIds!);
        await Host.Endpoints.DeleteAsync(two, CancellationToken.None);

        Assert.Empty((await FindAsync(created))!.EndpointIds!);
    }

    [Fact]
    public async Task Create_WhatCannotBe_IsRefused()
    {
        await Assert.ThrowsAsync<InvalidFieldException>(() => CreateAsync(new NewApiKey(0, " ")));
        await Assert.ThrowsAsync<InvalidFieldException>(() => CreateAsync(new NewApiKey(0, "deploy") { ExpiresAt = Host.Time.Now }));
        await Assert.ThrowsAsync<InvalidFieldException>(() => CreateAsync(new NewApiKey(0, "deploy") { EndpointIds = [] }));
        await Assert.ThrowsAsync<MissingRowException>(() => CreateAsync(new NewApiKey(0, "deploy") { EndpointIds = [99] }));
        await Assert.ThrowsAsync<MissingRowException>(() => Host.ApiKeys.CreateAsync(new NewApiKey(99, "deploy"), CancellationToken.None));

        Assert.Equal(0, await Host.ScalarAsync<long>("SELECT COUNT(*) FROM api_keys"));
    }

    [Fact]
    public async Task Delete_OnlyItsOwners_AndWithTheUserAll()
    {
        var (first, second) = (await CreateAsync(), await CreateAsync());
        var jonas = await Host.UserAsync("jonas");

        Assert.False(await Host.ApiKeys.DeleteAsync(jonas, first.Key.Id, CancellationToken.None));
        Assert.True(await Host.ApiKeys.DeleteAsync(_user!.Value, first.Key.Id, CancellationToken.None));
        Assert.Null(await FindAsync(first));
        Assert.NotNull(await FindAsync(second));
        await Host.Users.RemoveAsync(_user.Value, CancellationToken.None);

        Assert.Null(await FindAsync(second));
    }

    private protected async Task<CreatedApiKey> CreateAsync(NewApiKey? key = null)
    {
        _user ??= await Host.UserAsync();
        return await Host.ApiKeys.CreateAsync((key ?? new NewApiKey(0, "deploy")) with { UserId = _user.Value }, CancellationToken.None);
    }

    private Task<ApiKey?> FindAsync(CreatedApiKey created) => Host.ApiKeys.FindAsync(created.RawKey, CancellationToken.None);
}
