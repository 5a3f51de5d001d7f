using Microsoft.Extensions.DependencyInjection;
using Portainer.Access;
using Portainer.Data.Jobs;
using Portainer.Jobs;

namespace Portainer.Tests.Jobs;

public sealed class JobRunnerTests
{
    private static readonly JobPlan Pull = new("pull", "Pull nginx:latest");

    [Fact]
    public async Task Start_WorkThatEnds_IsKeptWithItsOutcomeAndOutput()
    {
        await using var host = await JobHost.StartAsync();

        var job = host.Runner.Start(JobHost.Alice, Pull with { EndpointId = 4 }, (progress, _) =>
        {
            progress.Step("layer", "Pull complete", 10, 10, finished: true);
            progress.Say("Digest: sha256:1");
            progress.Link("endpoints/4/images");
            return Task.FromResult("Pulled nginx:latest.");
        });
        await job.Ended;

        await host.RestartAsync();
        var kept = host.Runner.Find(JobHost.Alice, job.Id)!;
        var details = await host.Runner.ReadAsync(JobHost.Alice, job.Id, CancellationToken.None);
        Assert.Equal((JobState.Succeeded, "Pulled nginx:latest.", "endpoints/4/images", 4), (kept.State, kept.Outcome, kept.Href, kept.Plan.EndpointId));
        Assert.Equal([new JobStep("layer", "Pull complete", 10, 10, true)], details.Steps);
        Assert.Equal("Digest: sha256:1", Assert.Single(details.Output).Text);
    }

    [Fact]
    public async Task Start_TellableFailure_IsTheOutcome()
    {
        await using var host = await JobHost.StartAsync();

        var job = host.Runner.Start(JobHost.Alice, Pull, (_, _) => throw new JobFailedException("the daemon says no"));
        await job.Ended;

        Assert.Equal((JobState.Failed, "the daemon says no"), (job.State, job.Outcome));
    }

    [Theory]
    [InlineData("Get \"https://10.0.0.6:5443/v2/\": x509: certificate signed by unknown authority", "/etc/docker/certs.d/")]
    [InlineData("http: server gave HTTP response to HTTPS client", "insecure-registries")]
    [InlineData("x509: cannot validate certificate for 10.0.0.6 because it doesn't contain any IP SANs", "subject alternative names")]
    [InlineData("Head \"https://10.0.0.5:5443/v2/lab/nothing/manifests/2\": no basic auth credentials", "under Registries")]
    [InlineData("manifest for lab/none:2 not found: manifest unknown: manifest unknown", "no such tag")]
    public async Task Start_ClassicRefusal_IsKeptInItsWordsAndExplained(string words, string advice)
    {
        await using var host = await JobHost.StartAsync();

        var job = host.Runner.Start(JobHost.Alice, Pull, (_, _) => throw new JobFailedException(words));
        await job.Ended;

        Assert.StartsWith(words, job.Outcome, StringComparison.Ordinal);
        Assert.Contains(advice, job.Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_FailureOfOurOwn_TellsNoInternals()
    {
        await using var host = await JobHost.StartAsync();

        var job = host.Runner.Start(JobHost.Alice, Pull, (_, _) => throw new InvalidOperationException("connection string: secret"));
        await job.Ended;

        Assert.Equal(JobState.Failed, job.State);
        Assert.DoesNotContain("secret", job.Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_NobodySignedIn_IsRefused()
    {
        await using var host = await JobHost.StartAsync();

        Assert.Throws<AccessDeniedException>(() => host.Runner.Start(Caller.Anonymous, Pull, (_, _) => Task.FromResult("")));
        Assert.Empty(host.Runner.List(JobHost.Admin));
    }

    [Fact]
    public async Task Cancel_RunningJob_EndsItAndSaysWho()
    {
        await using var host = await JobHost.StartAsync();
        var job = host.Runner.Start(JobHost.Alice, Pull, Forever);

        host.Runner.Cancel(JobHost.Admin, job.Id);
        await job.Ended;

        Assert.Equal((JobState.Cancelled, "Cancelled by admin."), (job.State, job.Outcome));
    }

    [Fact]
    public async Task Cancel_WorkThatCouldNotUndo_StaysAFailure()
    {
        await using var host = await JobHost.StartAsync();
        var job = host.Runner.Start(JobHost.Alice, Pull, async (progress, cancellationToken) =>
        {
            try
            {
                return await Forever(progress, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                throw new JobFailedException("The old container could not be started again.");
            }
        });

        host.Runner.Cancel(JobHost.Alice, job.Id);
        await job.Ended;

        Assert.Equal((JobState.Failed, "The old container could not be started again."), (job.State, job.Outcome));
    }

    [Fact]
    public async Task Cancel_EndedJob_ChangesNothing()
    {
        await using var host = await JobHost.StartAsync();
        var job = host.Runner.Start(JobHost.Alice, Pull, (_, _) => Task.FromResult("Done."));
        await job.Ended;

        host.Runner.Cancel(JobHost.Alice, job.Id);

        Assert.Equal((JobState.Succeeded, "Done."), (job.State, job.Outcome));
    }

    [Fact]
    public async Task JobOfSomebodyElse_IsNeitherSeenNorCancelled()
    {
        await using var host = await JobHost.StartAsync();
        var job = host.Runner.Start(JobHost.Alice, Pull, Forever);

        Assert.Null(host.Runner.Find(JobHost.Bob, job.Id));
        Assert.Empty(host.Runner.List(JobHost.Bob));
        Assert.Empty(host.Runner.List(Caller.Anonymous));
        Assert.Throws<JobNotFoundException>(() => host.Runner.Cancel(JobHost.Bob, job.Id));
        await Assert.ThrowsAsync<JobNotFoundException>(() => host.Runner.ReadAsync(JobHost.Bob, job.Id, CancellationToken.None));
        Assert.Same(job, Assert.Single(host.Runner.List(JobHost.Admin)));
        Assert.True(job.IsRunning);
    }

    [Fact]
    public async Task Stop_RunningJob_IsInterruptedInWords()
    {
        await using var host = await JobHost.StartAsync();
        var job = host.Runner.Start(JobHost.Alice, Pull, Forever);

        await host.RestartAsync();

        Assert.Equal(JobState.Interrupted, job.State);
        Assert.Equal("Interrupted: the console was stopped while it ran.", host.Runner.Find(JobHost.Alice, job.Id)!.Outcome);
    }

    [Fact]
    public async Task Stop_WorkThatDoesNotEnd_IsNotWaitedForLong()
    {
        await using var host = await JobHost.StartAsync(new() { StopWithin = TimeSpan.Zero });
        var never = new TaskCompletionSource<string>();
        var begun = new TaskCompletionSource();
        var job = host.Runner.Start(JobHost.Alice, Pull, (_, _) =>
        {
            begun.SetResult();
            return never.Task;
        });
        await begun.Task;

        await host.RestartAsync();

        Assert.Equal(JobState.Interrupted, host.Runner.Find(JobHost.Alice, job.Id)!.State);
    }

    [Fact]
    public async Task Start_AfterACrash_TellsTheJobWasInterrupted()
    {
        await using var host = await JobHost.StartAsync();
        var noted = new TaskCompletionSource();
        var job = host.Runner.Start(JobHost.Alice, Pull, (progress, cancellationToken) =>
        {
            noted.SetResult();
            return Forever(progress, cancellationToken);
        });
        await noted.Task;

        await host.RestartAsync(gracefully: false);

        var found = host.Runner.Find(JobHost.Alice, job.Id)!;
        Assert.Equal((JobState.Interrupted, "Interrupted: the console was stopped while it ran."), (found.State, found.Outcome));
        Assert.True(host.Runner.Start(JobHost.Alice, Pull, Forever).Id > job.Id);
    }

    [Fact]
    public async Task Start_TwoConsolesOnOneDatabase_NoIdIsGivenTwice()
    {
        await using var host = await JobHost.StartAsync();
        await using var second = await host.SecondAsync();
        var other = second.GetRequiredService<JobRunner>();
        Job[] jobs = [.. Enumerable.Range(0, 40).SelectMany(_ => new[] { host.Runner, other }).Select(runner => runner.Start(JobHost.Alice, Pull, (_, _) => Task.FromResult("Done.")))];
        await Task.WhenAll(jobs.Select(job => job.Ended));

        await host.RestartAsync();

        Assert.Equal(jobs.Select(job => job.Id).Order(), host.Runner.List(JobHost.Alice).Select(job => job.Id).Order());
    }

    [Fact]
    public async Task Start_AfterAStop_GoesOnWithoutAGap()
    {
        await using var host = await JobHost.StartAsync();
        var first = host.Runner.Start(JobHost.Alice, Pull, (_, _) => Task.FromResult("Done."));
        await first.Ended;
        await host.RestartAsync();
        Assert.Equal(first.Id + 1, host.Runner.Start(JobHost.Alice, Pull, Forever).Id);
    }

    [Fact]
    public async Task EndedJobs_MoreThanKept_OldestIsForgotten()
    {
        await using var host = await JobHost.StartAsync(new() { Most = 2 });
        for (var number = 0; number < 3; number++)
        {
            await host.Runner.Start(JobHost.Alice, Pull with { Title = $"Pull {number}" }, (_, _) => Task.FromResult("Done.")).Ended;
        }

        await host.RestartAsync();

        Assert.Equal(["Pull 2", "Pull 1"], host.Runner.List(JobHost.Alice).Select(job => job.Plan.Title));
    }

    [Fact]
    public async Task Output_MoreThanKept_IsItsTailInMemoryAndInTheDatabase()
    {
        await using var host = await JobHost.StartAsync();
        var written = new TaskCompletionSource();
        var goOn = new TaskCompletionSource<string>();
        var job = host.Runner.Start(JobHost.Alice, Pull, (progress, _) =>
        {
            for (var line = 0; line < 5000; line++)
            {
                progress.Say($"line {line} {new string('x', 80)}");
            }

            written.SetResult();
            return goOn.Task;
        });
        await written.Task;

        var live = await host.Runner.ReadAsync(JobHost.Alice, job.Id, CancellationToken.None);
        goOn.SetResult("Done.");
        await job.Ended;
        var kept = await host.Runner.ReadAsync(JobHost.Alice, job.Id, CancellationToken.None);

        Assert.Equal(5000 - OutputTail.MostLines, live.Dropped);
        Assert.StartsWith("line 3000 ", live.Output[0].Text, StringComparison.Ordinal);
        Assert.InRange(kept.Output.Sum(block => block.Text.Length), 1, Job.StoredOutput);
        Assert.StartsWith("line ", kept.Output[0].Text, StringComparison.Ordinal);
        Assert.Contains("line 4999 ", kept.Output[^1].Text, StringComparison.Ordinal);
    }

    private static async Task<string> Forever(JobProgress progress, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        return "";
    }
}
