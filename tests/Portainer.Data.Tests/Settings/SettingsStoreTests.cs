namespace Portainer.Data.Tests.Settings;

public sealed class SettingsStoreOnSqliteTests() : SettingsStoreTests(Dialect.Sqlite);

public sealed class SettingsStoreOnPostgresTests() : SettingsStoreTests(Dialect.Postgres);

public abstract class SettingsStoreTests(Dialect dialect) : StoreTests(dialect)
{
    private sealed record Look(string Logo, int Density);

    [Fact]
    public async Task Get_NeverSet_ReturnsNull() =>
        Assert.Null(await Host.Settings.GetAsync<Look>("look", CancellationToken.None));

    [Fact]
    public async Task Set_Twice_KeepsTheSecond()
    {
        await Host.Settings.SetAsync("look", new Look("a.svg", 1), CancellationToken.None);
        await Host.Settings.SetAsync("look", new Look("b.svg", 2), CancellationToken.None);

        Assert.Equal(new Look("b.svg", 2), await Host.Settings.GetAsync<Look>("look", CancellationToken.None));
    }

    [Fact]
    public async Task GetOrSet_ManyAtOnce_AllReceiveTheSameValue()
    {
        var values = await Task.WhenAll(Enumerable.Range(0, 16).Select(number => Task.Run(() =>
            Host.Settings.GetOrSetAsync("instance", $"candidate {number}", CancellationToken.None))));

        Assert.Single(values.Distinct());
    }
}
