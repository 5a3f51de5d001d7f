using Microsoft.Extensions.DependencyInjection;
using Portainer.Access;
using Portainer.Containers.Create;
using Portainer.Containers.Recreate;
using Portainer.Data.Jobs;
using Portainer.Fleet;
using Portainer.Jobs;
using Portainer.Testing;

namespace Portainer.Tests.Containers.Recreate;

/// <summary>Recreation through the gate and the job runner, and what a restarted console makes of one that was cut off.</summary>
public sealed class RecreateActionsTests : IAsyncLifetime
{
    private const string Mark = "r12ab3c";
    private static readonly Caller Administrator = new(1, "admin", true);
    private static readonly Caller Standard = new(2, "ann", false);
    private readonly RecreateLab _lab = RecreateLab.On("28");
    private RunningApp _app = null!;

    private RecreateActions Actions => _app.Services.GetRequiredService<RecreateActions>();

    private EndpointWatch Watch => _app.Services.GetRequiredService<FleetWatch>().All.Single();

    private int Endpoint => Watch.Picture.Endpoint.Id;

    public async Task InitializeAsync()
    {
        _app = await RunningApp.StartWithAdministratorAsync(
            options => options with { Primary = new("primary", $"unix://{Lab.Docker28}") }, services => services.AddSingleton(TimeProvider.System));
        await Fleet.Eventually.HoldsAsync(Watch, picture => picture.Connection.State == ConnectionState.Up);
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _lab.DisposeAsync();
    }

    [Fact]
    public async Task StartAsync_AContainerAsItIs_EndsWithANewOneOfTheSameName()
    {
        var id = await _lab.RunAsync("-e", "A=1", "lab/web:1");
        var job = await Actions.StartAsync(Administrator, Endpoint, _lab.Name, null, pull: false, sharers: true, CancellationToken.None);
        await job.Ended;
        Assert.Equal((JobState.Succeeded, $"{_lab.Name} was recreated and runs."), (job.State, job.Outcome));
        Assert.NotEqual(id, await _lab.FieldAsync(_lab.Name, "{{.Id}}"));
    }

    [Fact]
    public async Task StartAsync_StandardUser_IsRefusedAndNothingHappens()
    {
        var id = await _lab.RunAsync("lab/web:1");
        await Assert.ThrowsAsync<EndpointNotFoundException>(() => Actions.StartAsync(Standard, Endpoint, _lab.Name, null, pull: false, sharers: true, CancellationToken.None));
        Assert.Equal(id, await _lab.FieldAsync(_lab.Name, "{{.Id}}"));
    }

    [Fact]
    public async Task StartAsync_ReplacedWhileItWasEdited_IsRefused()
    {
        await _lab.RunAsync("lab/web:1");
        var draft = await _app.Services.GetRequiredService<CreateActions>().ReadAsync(Administrator, Endpoint, _lab.Name, CancellationToken.None);
        await _lab.DockerAsync("rm", "-f", "-v", _lab.Name);
        var id = await _lab.RunAsync("lab/web:1");
        await Assert.ThrowsAsync<RecreateException>(() => Actions.StartAsync(Administrator, Endpoint, _lab.Name, draft, pull: false, sharers: true, CancellationToken.None));
        Assert.Equal(id, await _lab.FieldAsync(_lab.Name, "{{.Id}}"));
    }

    [Fact]
    public async Task StartAsync_PullOfAnImageThatIsNowhere_FailsBeforeTheOldOneIsTouched()
    {
        await _lab.RunAsync("lab/web:1");
        var started = await _lab.FieldAsync(_lab.Name, "{{.State.StartedAt}}");
        var job = await Actions.StartAsync(Administrator, Endpoint, _lab.Name, null, pull: true, sharers: true, CancellationToken.None);
        await job.Ended;
        Assert.Equal(JobState.Failed, job.State);
        Assert.Equal(started, await _lab.FieldAsync(_lab.Name, "{{.State.StartedAt}}"));
        Assert.Equal("web running", await _lab.StandingAsync());
    }

    [Fact]
    public async Task Restart_AfterARecreationWasCutOff_PutsTheOldOneBack()
    {
        var id = await _lab.RunAsync("lab/web:1");
        var trace = new RecreateTrace(_lab.Name, _lab.Name, Mark);
        await _lab.DockerAsync("stop", _lab.Name);
        await _lab.DockerAsync("rename", _lab.Name, trace.OldAlias);
        await _lab.DockerAsync("create", "--name", trace.NewAlias, "lab/web:2");
        await NoteAsync(trace);

        await _app.RestartAsync();

        await Fleet.Eventually.HoldsAsync(Watch, picture => picture.Containers.Any(row => row.Name == _lab.Name && row.IsRunning) && picture.Containers.All(row => !row.Name.EndsWith(Mark, StringComparison.Ordinal)));
        Assert.Equal("web running", await _lab.StandingAsync());
        Assert.Equal(id, await _lab.FieldAsync(_lab.Name, "{{.Id}}"));
    }

    [Theory]
    [InlineData("lab/web:2", true)]
    [InlineData("lab/web:bad", false)]
    public async Task Restart_AfterTheNewOneWasStarted_WaitsForItsHealthAndThenDecides(string image, bool stays)
    {
        var old = await _lab.RunAsync("lab/web:1");
        var trace = new RecreateTrace(_lab.Name, _lab.Name, Mark);
        await _lab.DockerAsync("stop", _lab.Name);
        await _lab.DockerAsync("rename", _lab.Name, trace.OldAlias);
        // Its first check is seconds away: whoever decides at once takes "starting" for an answer.
        await _lab.DockerAsync("run", "-d", "--name", _lab.Name, "--health-interval", "4s", image);
        await NoteAsync(trace);

        await _app.RestartAsync();

        await Fleet.Eventually.HoldsAsync(Watch, picture => picture.Containers.Any(row => row.Name == _lab.Name && row.IsRunning) && picture.Containers.All(row => !row.Name.EndsWith(Mark, StringComparison.Ordinal)));
        Assert.Equal("web running", await _lab.StandingAsync());
        Assert.Equal(stays, old != await _lab.FieldAsync(_lab.Name, "{{.Id}}"));
    }

    [Fact]
    public async Task Look_NamesOfAnotherConsolesRecreation_AreLeftAlone()
    {
        var trace = new RecreateTrace(_lab.Name, _lab.Name, "r99ff00");
        await _lab.DockerAsync("create", "--name", trace.OldAlias, "lab/web:1");
        await Fleet.Eventually.HoldsAsync(Watch, picture => picture.Containers.Any(row => row.Name == trace.OldAlias));
        using var recovery = new RecreateRecovery(_app.Services.GetRequiredService<JobRunner>(), _app.Services.GetRequiredService<EngineGate>(), _app.Services.GetRequiredService<Callers>(), _app.Services.GetRequiredService<Owners>(), new(), TimeProvider.System);
        Assert.Empty(recovery.Look());
    }

    private Task NoteAsync(RecreateTrace trace) => _app.Services.GetRequiredService<JobStore>().CreateAsync(
        new()
        {
            Id = 9000,
            Kind = "recreate",
            Title = $"Recreate {trace.Name}",
            Icon = "restart",
            Href = trace.Href(Endpoint),
            EndpointId = Endpoint,
            UserId = 1,
            UserName = "admin",
            State = JobState.Running,
            StartedAt = TimeProvider.System.GetUtcNow(),
        },
        CancellationToken.None);
}
