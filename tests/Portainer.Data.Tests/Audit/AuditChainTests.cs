using Portainer.Data.Audit;

namespace Portainer.Data.Tests.Audit;

public sealed class AuditChainOnSqliteTests() : AuditChainTests(Dialect.Sqlite);

public sealed class AuditChainOnPostgresTests() : AuditChainTests(Dialect.Postgres);

public abstract class AuditChainTests(Dialect dialect) : StoreTests(dialect)
{
    [Theory]
    [InlineData("at = at + 1")]
    [InlineData("user_id = 2")]
    [InlineData("user_id = NULL")]
    [InlineData("user_name = 'jonas'")]
    [InlineData("address = '192.0.2.8'")]
    [InlineData("endpoint_id = NULL")]
    [InlineData("endpoint_name = 'other'")]
    [InlineData("action = 'Container.List'")]
    [InlineData("target = 'db'")]
    [InlineData("outcome = 2")]
    [InlineData("detail = 'all well'")]
    [InlineData("target = 'weba', detail = ''")]
    [InlineData("hash = 'other'")]
    public async Task Verify_ARowEdited_NamesIt(string edit)
    {
        await AppendAsync(5);

        await Host.ExecuteAsync($"UPDATE audit_entries SET {edit} WHERE id = 3");

        Assert.Equal(3, (await Host.Audit.VerifyAsync(CancellationToken.None))!.Id);
    }

    [Theory]
    [InlineData("DELETE FROM audit_entries WHERE id = 3", 3)]
    [InlineData("DELETE FROM audit_entries WHERE id = 1", 1)]
    [InlineData("DELETE FROM audit_entries WHERE id > 3", 4)]
    [InlineData("DELETE FROM audit_entries", 1)]
    [InlineData("INSERT INTO audit_entries SELECT 6, at, user_id, user_name, address, endpoint_id, endpoint_name, action, target, outcome, detail, hash FROM audit_entries WHERE id = 5", 6)]
    [InlineData("UPDATE audit_entries SET target = (SELECT MIN(target) FROM audit_entries WHERE id = 4) WHERE id = 2", 2)]
    public async Task Verify_RowsRemovedOrPutIn_NamesTheFirst(string tampering, long broken)
    {
        await AppendAsync(5);
        await Host.ExecuteAsync("UPDATE audit_entries SET target = target");
        Assert.Null(await Host.Audit.VerifyAsync(CancellationToken.None));

        await Host.ExecuteAsync(tampering);

        var found = await Host.Audit.VerifyAsync(CancellationToken.None);
        Assert.Equal(broken, found!.Id);
        Assert.Contains($"Entry {broken}", found.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_Empty_Holds() => Assert.Null(await Host.Audit.VerifyAsync(CancellationToken.None));

    [Fact]
    public async Task Forget_OlderThan_RestHoldsAndGoesOn()
    {
        var start = Host.Time.Now;
        for (var day = 0; day < 5; day++)
        {
            Host.Time.Now = start.AddDays(day);
            await AppendAsync(1);
        }

        Assert.Equal(2, await Host.Audit.ForgetAsync(start.AddDays(2), long.MaxValue, CancellationToken.None));
        await AppendAsync(1);

        Assert.Null(await Host.Audit.VerifyAsync(CancellationToken.None));
        Assert.Equal([6, 5, 4, 3], await IdsAsync());
        await Host.ExecuteAsync("UPDATE audit_entries SET detail = 'x' WHERE id = 3");
        Assert.Equal(3, (await Host.Audit.VerifyAsync(CancellationToken.None))!.Id);
    }

    [Fact]
    public async Task Forget_AllButTheNewest_ThenAll_RestHolds()
    {
        await AppendAsync(5);

        Assert.Equal(3, await Host.Audit.ForgetAsync(DateTimeOffset.MinValue, 2, CancellationToken.None));
        Assert.Equal([5, 4], await IdsAsync());
        Assert.Null(await Host.Audit.VerifyAsync(CancellationToken.None));
        Assert.Equal(2, await Host.Audit.ForgetAsync(Host.Time.Now.AddDays(1), 100, CancellationToken.None));
        Assert.Equal(0, await Host.Audit.ForgetAsync(Host.Time.Now.AddDays(1), 100, CancellationToken.None));
        await AppendAsync(1);

        Assert.Equal([6], await IdsAsync());
        Assert.Null(await Host.Audit.VerifyAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Forget_ClockWasSetBack_OnlyABeginningGoes()
    {
        var start = Host.Time.Now;
        await AppendAsync(2);
        Host.Time.Now = start.AddDays(-10);
        await AppendAsync(1);
        Host.Time.Now = start;

        Assert.Equal(0, await Host.Audit.ForgetAsync(start, long.MaxValue, CancellationToken.None));

        Assert.Equal([3, 2, 1], await IdsAsync());
    }

    [Fact]
    public void Hash_OfAFixedEntry_IsAlwaysTheSame()
    {
        var entry = new AuditEntry
        {
            Id = 7,
            At = DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_123),
            UserId = 2,
            UserName = "Jürgen",
            Address = "192.0.2.7",
            EndpointName = "",
            Action = "Container.Start",
            Target = "web",
            Outcome = AuditOutcome.Done,
        };

        Assert.Equal("C9F81243AA1FF41EE8B0D68144C4804729E1551A20C1F08D7E6EDA593AD2F94D", AuditHash.Of(entry, "AB"));
    }

    private async Task AppendAsync(int times)
    {
        for (var number = 0; number < times; number++)
        {
            await Host.Audit.AppendAsync(
                new NewAuditEntry("Container.Start", AuditOutcome.Done)
                {
                    UserId = 1,
                    UserName = "maria",
                    Address = "192.0.2.7",
                    EndpointId = 3,
                    EndpointName = "primary",
                    Target = $"web{number}",
                    Detail = "a",
                },
                CancellationToken.None);
        }
    }

    private async Task<IEnumerable<long>> IdsAsync() =>
        (await Host.Audit.PageAsync(AuditFilter.All, null, 100, CancellationToken.None)).Select(entry => entry.Id);
}
