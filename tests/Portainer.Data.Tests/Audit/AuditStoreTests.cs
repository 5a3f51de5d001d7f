using Portainer.Data.Audit;

namespace Portainer.Data.Tests.Audit;

public sealed class AuditStoreOnSqliteTests() : AuditStoreTests(Dialect.Sqlite);

public sealed class AuditStoreOnPostgresTests() : AuditStoreTests(Dialect.Postgres);

public abstract class AuditStoreTests(Dialect dialect) : StoreTests(dialect)
{
    private static readonly NewAuditEntry Start = new("Container.Start", AuditOutcome.Done)
    {
        UserId = 1,
        UserName = "maria",
        Address = "192.0.2.7",
        EndpointId = 3,
        EndpointName = "primary",
        Target = "web",
        Detail = "nothing",
    };

    [Fact]
    public async Task Append_ThenPage_ReadsBackEverything()
    {
        var first = await Host.Audit.AppendAsync(Start, CancellationToken.None);
        var second = await Host.Audit.AppendAsync(new NewAuditEntry("SignIn", AuditOutcome.Failed), CancellationToken.None);

        Assert.Equal([second, first], await PageAsync(AuditFilter.All));
        Assert.Equal((1, 2), (first.Id, second.Id));
        Assert.Equal(
            new AuditEntry
            {
                Id = 1,
                At = Host.Time.Now,
                UserId = 1,
                UserName = "maria",
                Address = "192.0.2.7",
                EndpointId = 3,
                EndpointName = "primary",
                Action = "Container.Start",
                Target = "web",
                Outcome = AuditOutcome.Done,
                Detail = "nothing",
            },
            first);
        Assert.Null(await Host.Audit.VerifyAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Append_TextsOfStrangers_AreKeptReadableAndTheChainHolds()
    {
        var entry = await Host.Audit.AppendAsync(
            Start with { Target = "a\0b\ud800c", UserName = "Jürgen 🐳", Detail = new string('x', 5000) }, CancellationToken.None);

        Assert.Equal([entry], await PageAsync(AuditFilter.All));
        Assert.Equal("a\uFFFDb\uFFFDc", entry.Target);
        Assert.Equal(2000, entry.Detail.Length);
        Assert.Null(await Host.Audit.VerifyAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Append_SixteenWriters_NothingIsLostAndTheChainHolds()
    {
        await Task.WhenAll(Enumerable.Range(0, 16).Select(writer => Task.Run(async () =>
        {
            for (var number = 0; number < 10; number++)
            {
                await Host.Audit.AppendAsync(Start with { Target = $"{writer}-{number}" }, CancellationToken.None);
            }
        })));

        var all = await PageAsync(AuditFilter.All, most: 1000);
        Assert.Equal(Enumerable.Range(1, 160).Reverse().Select(id => (long)id), all.Select(entry => entry.Id));
        Assert.Equal(160, all.Select(entry => entry.Target).Distinct().Count());
        Assert.Null(await Host.Audit.VerifyAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Append_TwoProcesses_NothingIsLostAndTheChainHolds()
    {
        var codes = await Host.TwoProcessesAsync("audit");

        Assert.Equal([0, 0], codes);
        Assert.Equal(100, (await PageAsync(AuditFilter.All, most: 1000)).Count);
        Assert.Null(await Host.Audit.VerifyAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Verify_BesideWritersAndRetention_HoldsThroughout()
    {
        var writers = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => AppendAsync(25))));
        var broken = new List<AuditBreak?>();
        do
        {
            await Host.Audit.ForgetAsync(DateTimeOffset.MinValue, 10, CancellationToken.None);
            broken.Add(await Host.Audit.VerifyAsync(CancellationToken.None));
        }
        while (!writers.IsCompleted);

        await writers;
        Assert.All(broken, Assert.Null);
    }

    [Fact]
    public async Task Page_Backwards_MeetsEveryEntryOnce()
    {
        await AppendAsync(7);

        var first = await PageAsync(AuditFilter.All, most: 3);
        var second = await PageAsync(AuditFilter.All, first[^1].Id, 3);
        var third = await PageAsync(AuditFilter.All, second[^1].Id, 3);

        Assert.Equal([7, 6, 5, 4, 3, 2, 1], first.Concat(second).Concat(third).Select(entry => entry.Id));
        Assert.Equal(3, first.Count);
    }

    [Fact]
    public async Task Page_Filtered_HoldsOnlyWhatPasses()
    {
        var start = Host.Time.Now;
        await Host.Audit.AppendAsync(Start, CancellationToken.None);
        Host.Time.Now = start.AddMinutes(1);
        await Host.Audit.AppendAsync(Start with { UserId = 2, UserName = "jonas", EndpointId = 4 }, CancellationToken.None);
        Host.Time.Now = start.AddMinutes(2);
        await Host.Audit.AppendAsync(new NewAuditEntry("100%_SignIn", AuditOutcome.Refused) { UserName = "root" }, CancellationToken.None);

        await PassesAsync(new() { UserId = 2 }, 2);
        await PassesAsync(new() { UserName = "root" }, 3);
        await PassesAsync(new() { EndpointId = 3 }, 1);
        await PassesAsync(new() { Action = "container.s" }, 2, 1);
        await PassesAsync(new() { Action = "%_s" }, 3);
        await PassesAsync(new() { Action = "_" }, 3);
        await PassesAsync(new() { Outcome = AuditOutcome.Refused }, 3);
        await PassesAsync(new() { From = start.AddMinutes(1) }, 3, 2);
        await PassesAsync(new() { To = start.AddMinutes(1) }, 1);
        await PassesAsync(new() { From = start.AddMinutes(1), Outcome = AuditOutcome.Done, UserName = "", Action = "" }, 2);
    }

    [Fact]
    public async Task Stream_MoreThanAPage_MeetsEveryEntryThatPasses()
    {
        await Host.ExecuteAsync(
            """
            WITH RECURSIVE numbers (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM numbers WHERE id < 1200)
            INSERT INTO audit_entries (id, at, user_name, address, endpoint_name, action, target, outcome, detail, hash)
            SELECT id, id, 'maria', '', '', 'Container.Start', '', CASE WHEN id % 2 = 0 THEN 1 ELSE 2 END, '', '' FROM numbers
            """);
        var ids = new List<long>();

        await foreach (var entry in Host.Audit.StreamAsync(new() { Outcome = AuditOutcome.Done }, CancellationToken.None))
        {
            ids.Add(entry.Id);
        }

        Assert.Equal(Enumerable.Range(1, 600).Reverse().Select(half => half * 2L), ids);
    }

    private async Task PassesAsync(AuditFilter filter, params long[] ids) =>
        Assert.Equal(ids, (await PageAsync(filter)).Select(entry => entry.Id));

    private Task<IReadOnlyList<AuditEntry>> PageAsync(AuditFilter filter, long? before = null, int most = 100) =>
        Host.Audit.PageAsync(filter, before, most, CancellationToken.None);

    private async Task AppendAsync(int times)
    {
        for (var number = 0; number < times; number++)
        {
            await Host.Audit.AppendAsync(Start, CancellationToken.None);
        }
    }
}
