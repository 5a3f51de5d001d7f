using Portainer.Data.Jobs;

namespace Portainer.Data.Tests.Jobs;

public sealed class JobStoreOnSqliteTests() : JobStoreTests(Dialect.Sqlite);

public sealed class JobStoreOnPostgresTests() : JobStoreTests(Dialect.Postgres);

public abstract class JobStoreTests(Dialect dialect) : StoreTests(dialect)
{
    private static readonly JobRecord Record = new("""[{"Id":"3c2"}]""", "Pulling\nDone");

    [Fact]
    public async Task Create_EveryField_ReadsBack()
    {
        var job = NewJob(7) with { Href = "endpoints/1/images", EndpointId = 1 };

        await Host.Jobs.CreateAsync(job, CancellationToken.None);

        Assert.Equal(job, Assert.Single(await Host.Jobs.ListAsync(10, CancellationToken.None)));
        Assert.Equal(new JobRecord("[]", ""), await Host.Jobs.RecordAsync(7, CancellationToken.None));
    }

    [Fact]
    public async Task Reserve_ManyAtOnce_NobodyGetsWhatAnotherHas()
    {
        await Host.Jobs.CreateAsync(NewJob(41), CancellationToken.None);

        var firsts = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => Host.Jobs.ReserveAsync(10, CancellationToken.None))));

        var ids = firsts.SelectMany(first => Enumerable.Range(first, 10)).ToArray();
        Assert.Equal(120, ids.Distinct().Count());
        Assert.Equal(42, ids.Min());
        Assert.Equal(161, ids.Max());
    }

    [Fact]
    public async Task Return_TheLastRange_IsHandedOutAgain_AnEarlierOneIsNot()
    {
        var first = await Host.Jobs.ReserveAsync(10, CancellationToken.None);
        await Host.Jobs.ReturnAsync(first + 3, first + 10, CancellationToken.None);
        Assert.Equal(first + 3, await Host.Jobs.ReserveAsync(10, CancellationToken.None));

        await Host.Jobs.ReserveAsync(10, CancellationToken.None);
        await Host.Jobs.ReturnAsync(first + 5, first + 13, CancellationToken.None);
        Assert.Equal(first + 23, await Host.Jobs.ReserveAsync(10, CancellationToken.None));
    }

    [Fact]
    public async Task List_IdsOfTwoConsoles_AreInTheOrderOfTheirStart()
    {
        await Host.Jobs.CreateAsync(NewJob(7) with { StartedAt = Host.Time.Now.AddMinutes(1) }, CancellationToken.None);
        await Host.Jobs.CreateAsync(NewJob(101), CancellationToken.None);

        Assert.Equal([7, 101], (await Host.Jobs.ListAsync(10, CancellationToken.None)).Select(job => job.Id));
    }

    [Fact]
    public async Task Create_IdThatIsTaken_IsRefused()
    {
        await Host.Jobs.CreateAsync(NewJob(1), CancellationToken.None);

        await Assert.ThrowsAsync<StorageException>(() => Host.Jobs.CreateAsync(NewJob(1), CancellationToken.None));
    }

    [Fact]
    public async Task End_RunningJob_KeepsOutcomeAndWhatItWrote()
    {
        await Host.Jobs.CreateAsync(NewJob(1), CancellationToken.None);

        await Host.Jobs.EndAsync(1, new(JobState.Succeeded, Host.Time.Now.AddMinutes(2), "Pulled nginx:latest.", "endpoints/1/images/nginx", Record), CancellationToken.None);

        var ended = Assert.Single(await Host.Jobs.ListAsync(10, CancellationToken.None));
        Assert.Equal(JobState.Succeeded, ended.State);
        Assert.Equal(Host.Time.Now.AddMinutes(2), ended.EndedAt);
        Assert.Equal("Pulled nginx:latest.", ended.Outcome);
        Assert.Equal("endpoints/1/images/nginx", ended.Href);
        Assert.Equal(Record, await Host.Jobs.RecordAsync(1, CancellationToken.None));
    }

    [Fact]
    public async Task Interrupt_AfterARestart_EndsOnlyWhatRan()
    {
        await Host.Jobs.CreateAsync(NewJob(1), CancellationToken.None);
        await EndedAsync(2, Host.Time.Now);
        await Host.RestartAsync();

        var count = await Host.Jobs.InterruptAsync(Host.Time.Now, "The console was stopped.", CancellationToken.None);

        var jobs = await Host.Jobs.ListAsync(10, CancellationToken.None);
        Assert.Equal(1, count);
        Assert.Equal([JobState.Succeeded, JobState.Interrupted], jobs.Select(job => job.State));
        Assert.Equal("The console was stopped.", jobs[1].Outcome);
    }

    [Fact]
    public async Task List_MoreThanAsked_GivesTheNewest()
    {
        for (var id = 1; id <= 4; id++)
        {
            await Host.Jobs.CreateAsync(NewJob(id), CancellationToken.None);
        }

        Assert.Equal([4, 3], (await Host.Jobs.ListAsync(2, CancellationToken.None)).Select(job => job.Id));
    }

    [Fact]
    public async Task Forget_OldAndTooMany_KeepsTheNewestAndWhatRuns()
    {
        await Host.Jobs.CreateAsync(NewJob(1), CancellationToken.None);
        await EndedAsync(2, Host.Time.Now);
        await EndedAsync(3, Host.Time.Now);
        await EndedAsync(4, Host.Time.Now.AddDays(-31));
        await EndedAsync(5, Host.Time.Now);
        await EndedAsync(6, Host.Time.Now);

        var gone = await Host.Jobs.ForgetAsync(Host.Time.Now.AddDays(-30), 3, CancellationToken.None);

        Assert.Equal(3, gone);
        Assert.Equal([6, 5, 1], (await Host.Jobs.ListAsync(10, CancellationToken.None)).Select(job => job.Id));
        Assert.Null(await Host.Jobs.RecordAsync(2, CancellationToken.None));
    }

    private async Task EndedAsync(int id, DateTimeOffset at)
    {
        await Host.Jobs.CreateAsync(NewJob(id), CancellationToken.None);
        await Host.Jobs.EndAsync(id, new(JobState.Succeeded, at, "Done.", null, Record), CancellationToken.None);
    }

    private StoredJob NewJob(int id) => new()
    {
        Id = id,
        Kind = "pull",
        Title = "Pull nginx:latest",
        Icon = "download",
        UserId = 1,
        UserName = "admin",
        StartedAt = Host.Time.Now,
    };
}
