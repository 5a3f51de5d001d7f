using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Portainer.Access;
using Portainer.Data;
using Portainer.Data.Migrations;
using Portainer.Fleet;
using Portainer.Jobs;
using Portainer.Tests.Ui;
using Portainer.Ui;

namespace Portainer.Tests.Jobs;

public sealed class JobPanelTests : UiTest, IAsyncLifetime
{
    private readonly TaskCompletionSource<string> _outcome = new();
    private JobProgress? _progress;

    // Changes are paced by the real clock here; what is asserted never is.
    public JobPanelTests()
        : base(services => services.AddSingleton(TimeProvider.System).AddLogging()
            .AddPortainerData(new() { Folder = Path.Combine(Path.GetTempPath(), $"portainer-panel-{Guid.NewGuid():N}") })
            .AddFleet([]).AddGate([]).AddJobs())
    {
        DefaultWaitTimeout = TimeSpan.FromMinutes(2);
        var alice = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, "2"), new(ClaimTypes.Name, "alice")], "test");
        RenderTree.Add<CascadingValue<Task<AuthenticationState>>>(cascade => cascade.Add(value => value.Value, Task.FromResult(new AuthenticationState(new(alice)))));
    }

    public async Task InitializeAsync()
    {
        await Get<Migrator>().MigrateAsync(CancellationToken.None);
        await Get<JobRunner>().StartAsync(CancellationToken.None);
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        _outcome.TrySetCanceled();
        await Get<JobRunner>().StopAsync(CancellationToken.None);
        var folder = Get<DataFolder>().Path;
        await DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Panel_RunningJob_ShowsStepsAndOutputAsTheyCome()
    {
        var job = await StartAsync();
        var panel = Render(job);
        Assert.Contains("running", panel.Markup, StringComparison.Ordinal);

        _progress!.Status("Pulling from library/nginx");
        _progress.Step("a", "Downloading", 5_000_000, 20_000_000, label: "a9edb18cadd1");
        _progress.Say("a line of output");

        await panel.WaitForAssertionAsync(() =>
        {
            var bar = panel.Find("progress");
            Assert.Equal(("5000000", "20000000"), (bar.GetAttribute("value"), bar.GetAttribute("max")));
            Assert.Contains("5 MB of 20 MB", panel.Find(".job-step").TextContent, StringComparison.Ordinal);
            Assert.Equal("a line of output", panel.Find(".output pre").TextContent);
            Assert.Contains("Pulling from library/nginx", panel.Find(".job-status").TextContent, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Panel_JobThatEnds_ShowsTheOutcomeAndKeepsTheOutput()
    {
        var job = await StartAsync();
        var ended = new TaskCompletionSource();
        var panel = Render(job, ended.SetResult);
        _progress!.Say("a line of output");
        _progress.Link("endpoints/1/images");

        _outcome.SetResult("Pulled nginx:latest.");

        await panel.WaitForAssertionAsync(() =>
        {
            Assert.Equal("Pulled nginx:latest.", Outcome(panel));
            Assert.Equal("endpoints/1/images", panel.Find(".card-head a.button").GetAttribute("href"));
            Assert.Equal("a line of output", panel.Find(".output pre").TextContent);
            Assert.Empty(panel.FindAll("[data-testid=cancel-job]"));
        });
        await ended.Task;
    }

    [Fact]
    public async Task Panel_Failure_IsAnAlertInTheEnginesWords()
    {
        var job = await StartAsync();
        var panel = Render(job);

        _outcome.SetException(new JobFailedException("no such thing <script>"));

        await panel.WaitForAssertionAsync(() =>
        {
            Assert.Equal("no such thing <script>", Outcome(panel));
            Assert.Equal("alert", panel.Find("[data-testid=job-outcome]").GetAttribute("role"));
        });
    }

    [Fact]
    public async Task Cancel_HarmlessJob_EndsItWithoutAQuestion()
    {
        var job = await StartAsync();
        var panel = Render(job);

        await panel.Find("[data-testid=cancel-job]").ClickAsync();

        await panel.WaitForAssertionAsync(() => Assert.Equal("Cancelled by alice.", Outcome(panel)));
    }

    [Fact]
    public async Task Cancel_RiskyJob_AsksFirst()
    {
        var job = await StartAsync(new("recreate", "Recreate web") { CancelWarning = "The old container comes back." });
        var panel = Render(job);

        var click = panel.Find("[data-testid=cancel-job]").ClickAsync();
        Assert.Equal("The old container comes back.", Get<Confirmations>().Asked?.Sentence);
        await panel.InvokeAsync(() => Get<Confirmations>().Answer(false));
        await click;

        Assert.False(job.IsCancelling);
        Assert.True(job.IsRunning);
    }

    [Fact]
    public async Task Panel_JobOfSomebodyElse_ShowsNothingOfIt()
    {
        var job = Get<JobRunner>().Start(JobHost.Bob, new("pull", "Pull secret"), (_, _) => _outcome.Task);
        var panel = Render(job);

        await panel.WaitForAssertionAsync(() => Assert.Contains("somebody else", panel.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain("Pull secret", panel.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feed_JobThatEndsOutOfSight_IsToldInAToast()
    {
        Render<ActivityFeed>();
        var job = await StartAsync();
        Assert.Empty(Get<Toasts>().Shown);

        _outcome.SetResult("Pulled nginx:latest.");
        await job.Ended;

        await Task.Run(() => SpinWait.SpinUntil(() => Get<Toasts>().Shown.Count > 0, TimeSpan.FromMinutes(2)));
        Assert.Equal("Pull nginx: Pulled nginx:latest.", Assert.Single(Get<Toasts>().Shown).Text);
    }

    [Fact]
    public async Task Feed_JobWhosePanelIsOnScreen_IsNotToldAgain()
    {
        var feed = Render<ActivityFeed>();
        var job = await StartAsync();
        var panel = Render(job);

        _outcome.SetResult("Pulled nginx:latest.");

        await panel.WaitForAssertionAsync(() => Assert.Equal("Pulled nginx:latest.", Outcome(panel)));
        await Task.Run(() => SpinWait.SpinUntil(() => Get<ActivityState>().Running == 0 && Get<ActivityState>().Jobs.Count == 1, TimeSpan.FromMinutes(2)));
        Assert.Empty(Get<Toasts>().Shown);
        Assert.NotNull(feed);
    }

    private async Task<Job> StartAsync(JobPlan? plan = null)
    {
        var begun = new TaskCompletionSource();
        var job = Get<JobRunner>().Start(JobHost.Alice, plan ?? new("pull", "Pull nginx"), (progress, cancellationToken) =>
        {
            _progress = progress;
            begun.SetResult();
            return _outcome.Task.WaitAsync(cancellationToken);
        });
        await begun.Task;
        return job;
    }

    private IRenderedComponent<JobPanel> Render(Job job, Action? ended = null) => Render<JobPanel>(parameters =>
    {
        parameters.Add(panel => panel.Id, job.Id);
        if (ended is not null)
        {
            parameters.Add(panel => panel.OnEnded, ended);
        }
    });

    private static string Outcome(IRenderedComponent<JobPanel> panel) => panel.Find("[data-testid=job-outcome] .grow").TextContent;
}
