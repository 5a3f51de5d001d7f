using Portainer.Data.Jobs;
using Portainer.Engine;
using Portainer.Images.Build;
using Portainer.Testing;

namespace Portainer.Tests.Images;

/// <summary>A build whose context the engine fetches from a Git server, by both builders (S58).</summary>
public sealed class BuildFromGitTests : ImageHost
{
    private GitServer _git = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _git = await GitServer.StartAsync();
    }

    public override async Task DisposeAsync()
    {
        await _git.DisposeAsync();
        await base.DisposeAsync();
    }

    [Theory]
    [InlineData(false, 1, "#main:sub", "below")]
    [InlineData(false, 2, "#main", "above")]
    [InlineData(true, 1, "#main:sub", "below")]
    [InlineData(true, 2, "#main:sub", "below")]
    [InlineData(true, 2, "", "above")]
    public async Task Build_BranchAndFolder_IsOfThatFolder(bool onNew, int builder, string fragment, string text)
    {
        var name = NewName();
        var watch = onNew ? New : Old;

        var job = await EndAsync(await Jobs.BuildAsync(Administrator, Id(watch), Draft(fragment, builder, name), null, CancellationToken.None));

        Assert.True(job.State == JobState.Succeeded, job.Outcome);
        await RowAsync(watch, name);
        Assert.Equal(text, await TextAsync(onNew ? NewEngine : OldEngine, name));
    }

    [Theory]
    [InlineData(false, 1, "", "ref master", "#main")]
    [InlineData(false, 2, "", "ref master", "#main")]
    [InlineData(true, 1, "", "ref master", "#main")]
    [InlineData(false, 2, "#main:sub", "subdir not supported", "classic builder")]
    public async Task Build_AddressThatThisBuilderCannotTake_SaysWhatToDo(bool onNew, int builder, string fragment, string words, string advice)
    {
        var job = await EndAsync(await Jobs.BuildAsync(Administrator, Id(onNew ? New : Old), Draft(fragment, builder, NewName()), null, CancellationToken.None));

        Assert.Equal(JobState.Failed, job.State);
        Assert.Contains(words, job.Outcome, StringComparison.Ordinal);
        Assert.Contains(advice, job.Outcome, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Build_NoSuchRepository_FailsInItsWords(int builder)
    {
        var draft = Draft("", builder, NewName());
        draft.Url = draft.Url.Replace("app.git", "none.git", StringComparison.Ordinal);

        var job = await EndAsync(await Jobs.BuildAsync(Administrator, Id(New), draft, null, CancellationToken.None));

        Assert.Equal(JobState.Failed, job.State);
        Assert.Contains("none.git", job.Outcome, StringComparison.Ordinal);
    }

    private BuildDraft Draft(string fragment, int builder, string name) =>
        new() { Source = BuildSource.Remote, Url = _git.Url + fragment, Builder = builder, Names = name, NoCache = true };

    private static async Task<string> TextAsync(DockerClient engine, string image)
    {
        var created = await engine.Containers.CreateContainerAsync(new() { Name = EngineApp.Name("git"), Image = image });
        try
        {
            await using var archive = await engine.Containers.GetArchiveFromContainerAsync(created.ID, "/text");
            await using var tar = new System.Formats.Tar.TarReader(archive.Stream);
            using var text = new StreamReader((await tar.GetNextEntryAsync())!.DataStream!);
            return await text.ReadToEndAsync();
        }
        finally
        {
            await engine.Containers.RemoveContainerAsync(created.ID, new() { Force = true });
        }
    }
}
