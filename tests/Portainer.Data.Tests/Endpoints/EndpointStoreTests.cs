using Portainer.Data.Endpoints;

namespace Portainer.Data.Tests.Endpoints;

public sealed class EndpointStoreOnSqliteTests() : EndpointStoreTests(Dialect.Sqlite);

public sealed class EndpointStoreOnPostgresTests() : EndpointStoreTests(Dialect.Postgres);

public abstract class EndpointStoreTests(Dialect dialect) : StoreTests(dialect)
{
    private static readonly EndpointTls Mutual = new() { Mode = TlsMode.Mutual, CaPem = "the CA", CertPem = "the cert", KeyPem = "the key" };

    [Fact]
    public async Task Create_MutualTls_ReadsBackEverything()
    {
        var created = await Host.Endpoints.CreateAsync(
            new NewEndpoint(" swarm-worker01 ", "192.168.99.101:2376") { PublicAddress = "192.168.99.101", Tls = Mutual }, CancellationToken.None);

        var found = await Host.Endpoints.FindAsync(created.Id, CancellationToken.None);

        Assert.Equal(created, found);
        Assert.Equal("swarm-worker01", found!.Name);
        Assert.Equal("tcp://192.168.99.101:2376", found.Url);
        Assert.Equal("192.168.99.101", found.PublicAddress);
        Assert.Equal(Mutual, found.Tls);
        Assert.Equal(Host.Time.Now, found.CreatedAt);
        Assert.Equal(1, found.Version);
    }

    [Fact]
    public async Task Create_NameOfOtherCase_IsRefused()
    {
        await CreateAsync("Prüfstand");

        var failure = await Assert.ThrowsAsync<DuplicateNameException>(() => CreateAsync("PRÜFSTAND"));

        Assert.Contains("PRÜFSTAND", failure.Message, StringComparison.Ordinal);
        Assert.Single(await Host.Endpoints.ListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Create_SameNameAtOnce_OneWins()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            try
            {
                return await CreateAsync("primary");
            }
            catch (DuplicateNameException)
            {
                return null;
            }
        })));

        Assert.Single(outcomes, outcome => outcome is not null);
    }

    [Fact]
    public async Task Create_SixteenWriters_NothingIsLost()
    {
        await Task.WhenAll(Enumerable.Range(0, 16).Select(writer => Task.Run(async () =>
        {
            for (var number = 0; number < 10; number++)
            {
                await CreateAsync($"engine {writer}-{number}");
            }
        })));

        var all = await Host.Endpoints.ListAsync(CancellationToken.None);
        Assert.Equal(160, all.Count);
        Assert.Equal(160, all.Select(endpoint => endpoint.Id).Distinct().Count());
    }

    [Fact]
    public async Task Update_FromAnOlderVersion_IsRefused()
    {
        var read = await CreateAsync("primary");
        var saved = await Host.Endpoints.UpdateAsync(read with { PublicAddress = "10.0.0.1" }, CancellationToken.None);

        await Assert.ThrowsAsync<ConcurrencyException>(() =>
            Host.Endpoints.UpdateAsync(read with { PublicAddress = "10.0.0.2" }, CancellationToken.None));

        Assert.Equal(2, saved.Version);
        Assert.Equal("10.0.0.1", (await Host.Endpoints.FindAsync(read.Id, CancellationToken.None))!.PublicAddress);
    }

    [Fact]
    public async Task Update_ManyAtOnce_OneWins()
    {
        var read = await CreateAsync("primary");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(number => Task.Run(async () =>
        {
            try
            {
                return await Host.Endpoints.UpdateAsync(read with { PublicAddress = $"10.0.0.{number}" }, CancellationToken.None);
            }
            catch (ConcurrencyException)
            {
                return null;
            }
        })));

        var winner = Assert.Single(outcomes, outcome => outcome is not null);
        Assert.Equal(winner, await Host.Endpoints.FindAsync(read.Id, CancellationToken.None));
    }

    [Fact]
    public async Task Update_ToATakenName_IsRefused()
    {
        await CreateAsync("one");
        var two = await CreateAsync("two");

        await Assert.ThrowsAsync<DuplicateNameException>(() =>
            Host.Endpoints.UpdateAsync(two with { Name = "ONE" }, CancellationToken.None));
    }

    [Fact]
    public async Task Update_ToPlain_DropsTheMaterial()
    {
        var secured = await Host.Endpoints.CreateAsync(new NewEndpoint("far", "far:2376") { Tls = Mutual }, CancellationToken.None);

        var plain = await Host.Endpoints.UpdateAsync(secured with { Tls = secured.Tls with { Mode = TlsMode.None } }, CancellationToken.None);

        Assert.Equal(EndpointTls.None, plain.Tls);
        Assert.Equal(0, await Host.ScalarAsync<long>("SELECT COUNT(*) FROM endpoints WHERE tls_key IS NOT NULL"));
    }

    [Fact]
    public async Task Delete_Twice_SecondSaysItIsGone()
    {
        var endpoint = await CreateAsync("primary");

        Assert.True(await Host.Endpoints.DeleteAsync(endpoint.Id, CancellationToken.None));
        Assert.False(await Host.Endpoints.DeleteAsync(endpoint.Id, CancellationToken.None));
        Assert.Null(await Host.Endpoints.FindAsync(endpoint.Id, CancellationToken.None));
    }

    [Fact]
    public async Task Delete_TheNewest_ItsIdIsNotUsedAgain()
    {
        var first = await CreateAsync("first");
        await Host.Endpoints.DeleteAsync(first.Id, CancellationToken.None);

        Assert.NotEqual(first.Id, (await CreateAsync("second")).Id);
    }

    [Fact]
    public async Task FindByName_OtherCase_Finds()
    {
        var endpoint = await CreateAsync("Primary");

        Assert.Equal(endpoint, await Host.Endpoints.FindByNameAsync(" pRIMARY ", CancellationToken.None));
        Assert.Null(await Host.Endpoints.FindByNameAsync("secondary", CancellationToken.None));
    }

    private Task<DockerEndpoint> CreateAsync(string name) =>
        Host.Endpoints.CreateAsync(new NewEndpoint(name, "unix:///var/run/docker.sock"), CancellationToken.None);
}
