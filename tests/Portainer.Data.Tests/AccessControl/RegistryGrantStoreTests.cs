using Portainer.Data.AccessControl;
using Portainer.Data.Registries;

namespace Portainer.Data.Tests.AccessControl;

public sealed class RegistryGrantStoreOnSqliteTests() : RegistryGrantStoreTests(Dialect.Sqlite);

public sealed class RegistryGrantStoreOnPostgresTests() : RegistryGrantStoreTests(Dialect.Postgres);

public abstract class RegistryGrantStoreTests(Dialect dialect) : StoreTests(dialect)
{
    [Fact]
    public async Task Replace_ThenAgain_TheSecondStaysForThatEndpoint()
    {
        var (registry, one, two) = (await RegistryAsync(), await Host.EndpointAsync("one"), await Host.EndpointAsync("two"));
        var (maria, team) = (await Host.UserAsync(), await Host.TeamAsync());
        await Host.RegistryGrants.ReplaceAsync(registry, one, [maria], [team], CancellationToken.None);
        await Host.RegistryGrants.ReplaceAsync(registry, two, [maria], [], CancellationToken.None);

        await Host.RegistryGrants.ReplaceAsync(registry, one, [], [team], CancellationToken.None);

        Assert.Equal(
            [new(registry, one, GrantHolder.Team, team), new(registry, two, GrantHolder.User, maria)],
            await Host.RegistryGrants.ListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Replace_SomethingIsGone_LeavesWhatWasThere()
    {
        var (registry, endpoint, maria) = (await RegistryAsync(), await Host.EndpointAsync(), await Host.UserAsync());
        await Host.RegistryGrants.ReplaceAsync(registry, endpoint, [maria], [], CancellationToken.None);

        await Assert.ThrowsAsync<MissingRowException>(() => Host.RegistryGrants.ReplaceAsync(99, endpoint, [maria], [], CancellationToken.None));
        await Assert.ThrowsAsync<MissingRowException>(() => Host.RegistryGrants.ReplaceAsync(registry, 99, [maria], [], CancellationToken.None));
        await Assert.ThrowsAsync<MissingRowException>(() => Host.RegistryGrants.ReplaceAsync(registry, endpoint, [99], [], CancellationToken.None));

        Assert.Single(await Host.RegistryGrants.ListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Replace_ManyAtOnce_NeverAMixture()
    {
        var (registry, endpoint) = (await RegistryAsync(), await Host.EndpointAsync());
        var users = new List<int>();
        for (var number = 0; number < 8; number++)
        {
            users.Add(await Host.UserAsync($"user{number}"));
        }

        await DataHost.AtOnceAsync(8, number => Host.RegistryGrants.ReplaceAsync(registry, endpoint, [users[number]], [], CancellationToken.None));

        Assert.Single(await Host.RegistryGrants.ListAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("registry")]
    [InlineData("endpoint")]
    [InlineData("user")]
    public async Task Remove_WhatItIsOf_TakesItAlong(string what)
    {
        var (registry, endpoint, maria) = (await RegistryAsync(), await Host.EndpointAsync(), await Host.UserAsync());
        await Host.RegistryGrants.ReplaceAsync(registry, endpoint, [maria], [], CancellationToken.None);

        await (what switch
        {
            "registry" => Host.Registries.DeleteAsync(registry, CancellationToken.None),
            "endpoint" => Host.Endpoints.DeleteAsync(endpoint, CancellationToken.None),
            _ => Host.Users.RemoveAsync(maria, CancellationToken.None),
        });

        Assert.Empty(await Host.RegistryGrants.ListAsync(CancellationToken.None));
    }

    private async Task<int> RegistryAsync() =>
        (await Host.Registries.CreateAsync(new NewRegistry("team", RegistryKind.Custom, "registry.example:5000"), CancellationToken.None)).Id;
}
