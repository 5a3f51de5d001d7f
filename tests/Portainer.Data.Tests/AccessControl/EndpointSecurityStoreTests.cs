using Portainer.Data.AccessControl;

namespace Portainer.Data.Tests.AccessControl;

public sealed class EndpointSecurityStoreOnSqliteTests() : EndpointSecurityStoreTests(Dialect.Sqlite);

public sealed class EndpointSecurityStoreOnPostgresTests() : EndpointSecurityStoreTests(Dialect.Postgres);

public abstract class EndpointSecurityStoreTests(Dialect dialect) : StoreTests(dialect)
{
    [Fact]
    public async Task Get_NeverSet_NothingDangerousIsAllowed()
    {
        var security = await Host.Security.GetAsync(await Host.EndpointAsync(), CancellationToken.None);

        var allowed = typeof(EndpointSecurity).GetProperties()
            .Where(property => property.PropertyType == typeof(bool) && (bool)property.GetValue(security)!)
            .Select(property => property.Name);
        Assert.Equal([nameof(EndpointSecurity.AllowStacks)], allowed);
    }

    [Fact]
    public async Task Set_Twice_KeepsTheSecond()
    {
        var endpoint = await Host.EndpointAsync();
        await Host.Security.SetAsync(endpoint, new EndpointSecurity { AllowPrivileged = true }, CancellationToken.None);
        var wanted = new EndpointSecurity { AllowBindMounts = true, AllowHostUserns = true, AllowStacks = false };

        await Host.Security.SetAsync(endpoint, wanted, CancellationToken.None);

        Assert.Equal(wanted, await Host.Security.GetAsync(endpoint, CancellationToken.None));
        Assert.Equal(wanted, (await Host.Security.ListAsync(CancellationToken.None))[endpoint]);
    }

    [Fact]
    public async Task Get_StoredByAnOlderVersion_WhatItDidNotKnowHasItsDefault()
    {
        var endpoint = await Host.EndpointAsync();
        await Host.ExecuteAsync(
            "INSERT INTO endpoint_security (endpoint_id, settings) VALUES (@endpoint, @json)",
            new { endpoint, json = """{"allowBindMountsForRegularUsers":true,"allowSomethingElse":true}""" });

        Assert.Equal(new EndpointSecurity { AllowBindMounts = true }, await Host.Security.GetAsync(endpoint, CancellationToken.None));
    }

    [Fact]
    public async Task Set_UnknownEndpoint_IsRefused_AndRemovedOnesTakeTheirsAlong()
    {
        var endpoint = await Host.EndpointAsync();
        await Host.Security.SetAsync(endpoint, EndpointSecurity.Default, CancellationToken.None);

        await Assert.ThrowsAsync<MissingRowException>(() => Host.Security.SetAsync(99, EndpointSecurity.Default, CancellationToken.None));
        await Host.Endpoints.DeleteAsync(endpoint, CancellationToken.None);

        Assert.Empty(await Host.Security.ListAsync(CancellationToken.None));
    }
}
