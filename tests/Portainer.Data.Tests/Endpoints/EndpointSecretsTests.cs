using System.Text;
using System.Text.Json;
using Dapper;
using Portainer.Data.Endpoints;

namespace Portainer.Data.Tests.Endpoints;

public sealed class EndpointSecretsOnSqliteTests() : EndpointSecretsTests(Dialect.Sqlite)
{
    [Fact]
    public async Task Create_WithTls_NoFileHoldsThePlainText()
    {
        await CreateAsync();
        await Host.RestartAsync();

        foreach (var file in Directory.EnumerateFiles(Host.Folder, "*", SearchOption.AllDirectories))
        {
            var bytes = await File.ReadAllBytesAsync(file);
            Assert.All(new[] { Ca, Cert, Key }, secret => Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret))));
        }
    }
}

public sealed class EndpointSecretsOnPostgresTests() : EndpointSecretsTests(Dialect.Postgres);

public abstract class EndpointSecretsTests(Dialect dialect) : StoreTests(dialect)
{
    protected const string Ca = "authority-of-the-lab-5f1c";
    protected const string Cert = "certificate-of-the-lab-77ab";
    protected const string Key = "private-key-of-the-lab-90de";

    [Fact]
    public async Task Create_WithTls_ColumnsHoldNoPlainText()
    {
        await CreateAsync();

        var row = await Host.ScalarAsync<string>("SELECT tls_ca || tls_cert || tls_key FROM endpoints");

        Assert.All(new[] { Ca, Cert, Key }, secret => Assert.DoesNotContain(secret, row, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Endpoint_PrintedOrSerialised_ShowsNoMaterial()
    {
        var endpoint = await CreateAsync();

        Assert.All(new[] { Ca, Cert, Key }, secret => Assert.DoesNotContain(
            secret, endpoint + JsonSerializer.Serialize(endpoint), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Restart_SameKeys_MaterialIsReadable()
    {
        var endpoint = await CreateAsync();

        await Host.RestartAsync();

        Assert.Equal(endpoint, await Host.Endpoints.FindAsync(endpoint.Id, CancellationToken.None));
    }

    [Fact]
    public async Task LostKeys_EndpointIsListedWithTheCause()
    {
        await CreateAsync();
        await LoseKeysAsync();

        var endpoint = Assert.Single(await Host.Endpoints.ListAsync(CancellationToken.None));

        Assert.Equal("far", endpoint.Name);
        Assert.Equal(TlsMode.Mutual, endpoint.Tls.Mode);
        Assert.True(endpoint.Tls.IsUnreadable);
        Assert.Contains("restore that folder from a backup", endpoint.Tls.UnreadableCause, StringComparison.Ordinal);
        Assert.Null(endpoint.Tls.KeyPem);
    }

    [Fact]
    public async Task LostKeys_EditedThenFound_MaterialIsBack()
    {
        var created = await CreateAsync();
        var keys = await LoseKeysAsync();
        var unreadable = await Host.Endpoints.FindAsync(created.Id, CancellationToken.None);
        await Host.Endpoints.UpdateAsync(unreadable! with { Name = "renamed" }, CancellationToken.None);

        Directory.Delete(Path.Combine(Host.Folder, "keys"), recursive: true);
        Directory.Move(keys, Path.Combine(Host.Folder, "keys"));
        await Host.RestartAsync();

        var healed = await Host.Endpoints.FindAsync(created.Id, CancellationToken.None);
        Assert.Equal("renamed", healed!.Name);
        Assert.Equal(created.Tls, healed.Tls);
    }

    [Fact]
    public async Task LostKeys_NewMaterialSaved_IsReadable()
    {
        var created = await CreateAsync();
        await LoseKeysAsync();
        var unreadable = await Host.Endpoints.FindAsync(created.Id, CancellationToken.None);

        var saved = await Host.Endpoints.UpdateAsync(unreadable! with { Tls = created.Tls }, CancellationToken.None);

        Assert.Equal(created.Tls, saved.Tls);
    }

    [Fact]
    public async Task ColumnsSwapped_AreUnreadable()
    {
        await CreateAsync();
        await using (var connection = await Host.Db.OpenAsync(CancellationToken.None))
        {
            await connection.ExecuteAsync("UPDATE endpoints SET tls_cert = tls_key, tls_key = tls_cert");
        }

        Assert.True(Assert.Single(await Host.Endpoints.ListAsync(CancellationToken.None)).Tls.IsUnreadable);
    }

    private protected Task<DockerEndpoint> CreateAsync() => Host.Endpoints.CreateAsync(
        new NewEndpoint("far", "tcp://far:2376") { Tls = new() { Mode = TlsMode.Mutual, CaPem = Ca, CertPem = Cert, KeyPem = Key } },
        CancellationToken.None);

    private async Task<string> LoseKeysAsync()
    {
        var kept = Path.Combine(Host.Folder, "kept");
        Directory.Move(Path.Combine(Host.Folder, "keys"), kept);
        await Host.RestartAsync();
        return kept;
    }
}
