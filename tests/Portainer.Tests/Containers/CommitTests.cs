using Microsoft.Extensions.DependencyInjection;
using Portainer.Access;
using Portainer.Containers.Commit;
using Portainer.Data.Jobs;
using Portainer.Fleet;
using Portainer.Testing;

namespace Portainer.Tests.Containers;

/// <summary><c>docker commit</c> as a job, on a real engine.</summary>
public sealed class CommitTests : IAsyncLifetime
{
    private static readonly Caller Administrator = new(1, "admin", true);
    private RunningApp _app = null!;
    private LabEngine _engine = null!;

    private EndpointWatch Watch => _app.Services.GetRequiredService<FleetWatch>().All.Single();

    public async Task InitializeAsync()
    {
        _engine = await Lab.StartEngineAsync($"commit{Guid.NewGuid():N}"[..10]);
        _app = await RunningApp.StartWithAdministratorAsync(options => options with { Primary = new("primary", $"unix://{_engine.Socket}") });
        await Fleet.Eventually.HoldsAsync(Watch, picture => picture.Connection.State == ConnectionState.Up);
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _engine.DisposeAsync();
    }

    [Fact]
    public async Task Start_ContainerWithAFile_IsInTheImageWithItsChanges()
    {
        await _engine.DockerAsync("run", "--name", "source", "lab/base:1", "sh", "-c", "echo kept >/kept");
        var draft = new CommitDraft { Image = "team/web:1.2", Message = "first", Author = "Ann", Changes = "ENV MODE=test\nCMD [\"cat\", \"/kept\"]" };
        var job = _app.Services.GetRequiredService<CommitActions>().Start(Administrator, Watch.Picture.Endpoint.Id, "source", draft);
        await job.Ended;

        Assert.Equal(JobState.Succeeded, job.State);
        Assert.Equal("kept", await _engine.DockerAsync("run", "--rm", "team/web:1.2"));
        Assert.Equal("Ann first", await _engine.DockerAsync("image", "inspect", "--format", "{{.Author}} {{.Comment}}", "team/web:1.2"));
        Assert.Contains("MODE=test", await _engine.DockerAsync("image", "inspect", "--format", "{{.Config.Env}}", "team/web:1.2"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_NoSuchContainer_FailsInASentence()
    {
        var job = _app.Services.GetRequiredService<CommitActions>().Start(Administrator, Watch.Picture.Endpoint.Id, "nowhere", new() { Image = "x:1" });
        await job.Ended;
        Assert.Equal(JobState.Failed, job.State);
        Assert.Contains("nowhere", job.Outcome, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Upper/Case")]
    [InlineData("a b")]
    [InlineData("web@sha256:0123456789012345678901234567890123456789012345678901234567890123")]
    public void Parameters_NoName_IsRefusedBeforeAnyCall(string image) =>
        Assert.Throws<CommitException>(() => new CommitDraft { Image = image }.Parameters("c"));

    [Fact]
    public void Parameters_HostWithPort_IsNotTakenForATag()
    {
        var parameters = new CommitDraft { Image = "localhost:5000/team/web" }.Parameters("c");
        Assert.Equal(("localhost:5000/team/web", "latest"), (parameters.RepositoryName, parameters.Tag));
    }
}
