using Portainer.Data.Registries;

namespace Portainer.Data.Tests.Registries;

public sealed class RegistryStoreOnSqliteTests() : RegistryStoreTests(Dialect.Sqlite);

public sealed class RegistryStoreOnPostgresTests() : RegistryStoreTests(Dialect.Postgres);

public abstract class RegistryStoreTests(Dialect dialect) : StoreTests(dialect)
{
    private static readonly NewRegistry Team = new("Team", RegistryKind.GitLab, "https://Registry.example.com:5050/team/")
    {
        UserName = " ci ",
        Secret = "hunter2 secret",
        CaPem = "the CA",
        SkipVerify = true,
    };

    [Fact]
    public async Task Create_EveryField_ReadsBack()
    {
        var created = await Host.Registries.CreateAsync(Team, CancellationToken.None);

        Assert.Equal(created, await Host.Registries.FindAsync(created.Id, CancellationToken.None));
        Assert.Equal(created, Assert.Single(await Host.Registries.ListAsync(CancellationToken.None)));
        Assert.Equal(
            (RegistryKind.GitLab, "registry.example.com:5050/team", "registry.example.com:5050", "ci", true, "the CA", true, false, Host.Time.Now, 1L),
            (created.Kind, created.Url, created.Host, created.UserName, created.HasSecret, created.CaPem, created.SkipVerify, created.PlainHttp, created.CreatedAt, created.Version));
        Assert.Equal("hunter2 secret", (await Host.Registries.SecretAsync(created.Id, CancellationToken.None)).Clear);
    }

    [Fact]
    public async Task Secret_AtRestAndInPrint_IsNotReadable()
    {
        var created = await Host.Registries.CreateAsync(Team, CancellationToken.None);

        var stored = await Host.ScalarAsync<string>("SELECT secret FROM registries");
        var secret = await Host.Registries.SecretAsync(created.Id, CancellationToken.None);

        string?[] printed = [stored, $"{created}", $"{Team}", $"{secret}", System.Text.Json.JsonSerializer.Serialize(secret), System.Text.Json.JsonSerializer.Serialize(Team)];
        Assert.All(printed, text => Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Secret_KeysLost_IsToldAndHealsWithANewOne()
    {
        var created = await Host.Registries.CreateAsync(Team, CancellationToken.None);
        Directory.Delete(Path.Combine(Host.Folder, "keys"), recursive: true);
        await Host.RestartAsync();

        var lost = await Host.Registries.SecretAsync(created.Id, CancellationToken.None);
        await Host.Registries.UpdateAsync(created, Team with { Secret = "new" }, CancellationToken.None);

        Assert.Null(lost.Clear);
        Assert.Contains("keys/", lost.UnreadableCause, StringComparison.Ordinal);
        Assert.Equal("new", (await Host.Registries.SecretAsync(created.Id, CancellationToken.None)).Clear);
    }

    [Fact]
    public async Task Create_NameOfOtherCase_IsRefused()
    {
        await Host.Registries.CreateAsync(Team, CancellationToken.None);

        await Assert.ThrowsAsync<DuplicateNameException>(() => Host.Registries.CreateAsync(Team with { Name = "TEAM" }, CancellationToken.None));
    }

    [Fact]
    public async Task Create_AccountWithoutPassword_IsRefused()
    {
        var failure = await Assert.ThrowsAsync<InvalidRegistryException>(() => Host.Registries.CreateAsync(Team with { Secret = null }, CancellationToken.None));

        Assert.Equal("Secret", failure.Field);
    }

    [Fact]
    public async Task Update_WithoutASecret_KeepsTheStoredOne()
    {
        var created = await Host.Registries.CreateAsync(Team, CancellationToken.None);

        var saved = await Host.Registries.UpdateAsync(created, Team with { Name = "Other", Secret = null }, CancellationToken.None);

        Assert.Equal(("Other", true, 2L), (saved.Name, saved.HasSecret, saved.Version));
        Assert.Equal("hunter2 secret", (await Host.Registries.SecretAsync(created.Id, CancellationToken.None)).Clear);
    }

    [Fact]
    public async Task Update_WithoutAnAccount_ForgetsTheSecret()
    {
        var created = await Host.Registries.CreateAsync(Team, CancellationToken.None);

        var saved = await Host.Registries.UpdateAsync(created, Team with { UserName = "", Secret = null }, CancellationToken.None);

        Assert.False(saved.HasSecret);
        Assert.Null((await Host.Registries.SecretAsync(created.Id, CancellationToken.None)).Clear);
    }

    [Fact]
    public async Task Update_PlainHttp_DropsWhatBelongsToTls()
    {
        var created = await Host.Registries.CreateAsync(Team, CancellationToken.None);

        var saved = await Host.Registries.UpdateAsync(created, Team with { PlainHttp = true }, CancellationToken.None);

        Assert.Equal((null, false, true), (saved.CaPem, saved.SkipVerify, saved.PlainHttp));
    }

    [Fact]
    public async Task Update_FromAnOlderVersion_IsRefused()
    {
        var created = await Host.Registries.CreateAsync(Team, CancellationToken.None);
        await Host.Registries.UpdateAsync(created, Team, CancellationToken.None);

        await Assert.ThrowsAsync<ConcurrencyException>(() => Host.Registries.UpdateAsync(created, Team, CancellationToken.None));
    }

    [Fact]
    public async Task Delete_Known_IsGone()
    {
        var created = await Host.Registries.CreateAsync(Team, CancellationToken.None);

        Assert.True(await Host.Registries.DeleteAsync(created.Id, CancellationToken.None));
        Assert.False(await Host.Registries.DeleteAsync(created.Id, CancellationToken.None));
        Assert.Null(await Host.Registries.FindAsync(created.Id, CancellationToken.None));
    }
}
