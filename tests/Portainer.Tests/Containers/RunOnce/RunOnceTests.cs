using Portainer.Access;
using Portainer.Containers.Create;
using Portainer.Containers.RunOnce;
using Portainer.Data.Jobs;
using Portainer.Engine;
using Portainer.Files;
using Portainer.Fleet;
using Portainer.Jobs;

namespace Portainer.Tests.Containers.RunOnce;

/// <summary>A program that runs once on real engines: its output, its exit code, and nothing that stays.</summary>
public sealed class RunOnceTests
{
    public static TheoryData<string> All => EngineApp.All;

    [Theory]
    [MemberData(nameof(All))]
    public async Task Start_ProgramThatEnds_ShowsWhatItWroteAndItsCode_AndIsGone(string engine)
    {
        await using var app = await EngineApp.StartAsync(engine);
        var draft = Draft("-c 'echo out $WORD; echo err >&2'");
        (draft.Entrypoint, draft.RestartPolicy) = ("/bin/sh", "always");
        draft.Environment.Add(new() { Name = "WORD", Value = "spoken" });

        var job = await StartAsync(app, draft);
        await job.Ended;

        Assert.Equal(JobState.Succeeded, job.State);
        Assert.StartsWith("It ended with code 0 after ", job.Outcome, StringComparison.Ordinal);
        var lines = await LinesAsync(app, job);
        Assert.Contains("out spoken", lines);
        Assert.Contains("err", lines);
        Assert.Empty(await LeftAsync(app));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Start_ProgramThatFails_ItsCodeIsTheOutcome_AndIsGone(string engine)
    {
        await using var app = await EngineApp.StartAsync(engine);

        var job = await StartAsync(app, Draft("sh -c 'echo before; exit 7'"));
        await job.Ended;

        Assert.Equal(JobState.Failed, job.State);
        Assert.Contains("code 7", job.Outcome, StringComparison.Ordinal);
        Assert.Contains("before", await LinesAsync(app, job));
        Assert.Empty(await LeftAsync(app));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Start_ProgramThatIsNotThere_FailsInTheEnginesWords_AndLeavesNothing(string engine)
    {
        await using var app = await EngineApp.StartAsync(engine);

        var job = await StartAsync(app, Draft("no-such-program"));
        await job.Ended;

        Assert.Equal(JobState.Failed, job.State);
        Assert.Contains("no-such-program", job.Outcome, StringComparison.Ordinal);
        Assert.Empty(await LeftAsync(app));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Cancel_WhileItRuns_LeavesNothing(string engine)
    {
        await using var app = await EngineApp.StartAsync(engine);
        var job = await StartAsync(app, Draft("sh -c 'echo up; exec sleep 100000'"));
        await SaidAsync(app, job, "up");
        Assert.NotEmpty(await LeftAsync(app));

        app.Get<JobRunner>().Cancel(EngineApp.Administrator, job.Id);
        await job.Ended;

        Assert.Equal(JobState.Cancelled, job.State);
        Assert.Empty(await LeftAsync(app));
    }

    [Fact]
    public async Task Limit_Passed_EndsItAndSaysSo()
    {
        await using var app = await EngineApp.StartAsync(EngineApp.Docker28, options => options with { Replace = services => Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton(services, TimeProvider.System) });

        var job = await StartAsync(app, Draft("sleep 100000"), TimeSpan.FromSeconds(2));
        await job.Ended;

        Assert.Equal((JobState.Failed, "It was ended, because it still ran after 2 s, its time limit."), (job.State, job.Outcome));
        Assert.Empty(await LeftAsync(app));
    }

    [Fact]
    public async Task Start_WithAnAnonymousVolume_TakesTheVolumeAlong()
    {
        await using var app = await EngineApp.StartAsync(EngineApp.Docker20);
        var draft = Draft("cat /proc/self/mountinfo");
        draft.Image = "lab/web:1";

        var job = await StartAsync(app, draft);
        await job.Ended;

        var mount = (await LinesAsync(app, job)).Single(line => line.Contains("/volumes/", StringComparison.Ordinal) && line.Contains(" /data ", StringComparison.Ordinal));
        var volume = mount.Split("/volumes/")[1].Split('/')[0];
        Assert.DoesNotContain((await app.Engine.Volumes.ListAsync()).Volumes, one => one.Name == volume);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Sweep_AfterACrash_RemovesWhatRanOnce_ButNotWhatRunsNow(string engine)
    {
        await using var app = await EngineApp.StartAsync(engine);
        var owner = await app.Get<HelperMaker>().OwnerAsync(CancellationToken.None);
        // As a console that died would have left it: labelled, and nobody in this process knows of it.
        var left = await app.CreateAsync(parameters => parameters.Labels = new Dictionary<string, string>
        {
            [HelperLabel.Run] = "of-a-dead-console",
            [HelperLabel.Owner] = owner,
            [HelperLabel.Expires] = "99999999999",
        });
        await app.Engine.Containers.StartContainerAsync(left);
        var job = await StartAsync(app, Draft("sh -c 'echo up; exec sleep 100000'"));
        await SaidAsync(app, job, "up");

        await app.Get<HelperSweep>().SweepAsync(app.Endpoint, CancellationToken.None);

        await Assert.ThrowsAsync<DockerApiException>(() => app.Engine.Containers.InspectContainerAsync(left));
        Assert.True(job.IsRunning);
        Assert.Single(await LeftAsync(app));
        app.Get<JobRunner>().Cancel(EngineApp.Administrator, job.Id);
        await job.Ended;
    }

    [Fact]
    public async Task Start_StandardUser_IsRefused()
    {
        await using var app = await EngineApp.StartAsync(EngineApp.Docker28);
        await Assert.ThrowsAsync<EndpointNotFoundException>(() =>
            app.Get<RunOnceActions>().StartAsync(EngineApp.Standard, app.Endpoint, Draft("true"), null, CancellationToken.None));
    }

    private static ContainerDraft Draft(string command) => new() { Image = "lab/base:1", Command = command };

    private static Task<Job> StartAsync(EngineApp app, ContainerDraft draft, TimeSpan? limit = null) =>
        app.Get<RunOnceActions>().StartAsync(EngineApp.Administrator, app.Endpoint, draft, limit, CancellationToken.None);

    private static async Task<string[]> LinesAsync(EngineApp app, Job job) =>
        [.. (await app.Get<JobRunner>().ReadAsync(EngineApp.Administrator, job.Id, CancellationToken.None)).Output.SelectMany(block => block.Text.Split('\n'))];

    private static async Task SaidAsync(EngineApp app, Job job, string line)
    {
        for (var attempt = 0; attempt < 600 && !(await LinesAsync(app, job)).Contains(line); attempt++)
        {
            Assert.True(job.IsRunning, job.Outcome);
            await Task.Delay(100);
        }
    }

    // Of this installation: other tests run on the same engine.
    private static async Task<IReadOnlyList<ContainerListResponse>> LeftAsync(EngineApp app)
    {
        var owner = await app.Get<HelperMaker>().OwnerAsync(CancellationToken.None);
        return await app.Engine.Containers.ListContainersAsync(new() { All = true, Filters = new() { { "label", $"{HelperLabel.Owner}={owner}" } } });
    }
}
