namespace Portainer.Data.Tests.Users;

public sealed class SessionStoreOnSqliteTests() : SessionStoreTests(Dialect.Sqlite);

public sealed class SessionStoreOnPostgresTests() : SessionStoreTests(Dialect.Postgres);

public abstract class SessionStoreTests(Dialect dialect) : StoreTests(dialect)
{
    [Fact]
    public async Task End_Twice_IsEnded()
    {
        await Host.Sessions.EndAsync("one", Host.Time.Now.AddDays(30), CancellationToken.None);
        await Host.Sessions.EndAsync("one", Host.Time.Now.AddDays(30), CancellationToken.None);

        Assert.True(await Host.Sessions.IsEndedAsync("one", CancellationToken.None));
        Assert.False(await Host.Sessions.IsEndedAsync("two", CancellationToken.None));
    }

    [Fact]
    public async Task End_LongAfterAnother_ForgetsThatOne()
    {
        await Host.Sessions.EndAsync("one", Host.Time.Now.AddDays(30), CancellationToken.None);
        Host.Time.Now = Host.Time.Now.AddDays(31);

        await Host.Sessions.EndAsync("two", Host.Time.Now.AddDays(30), CancellationToken.None);

        Assert.Equal(1, await Host.ScalarAsync<long>("SELECT COUNT(*) FROM ended_sessions"));
    }
}
