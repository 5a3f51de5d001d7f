using Microsoft.Extensions.DependencyInjection;
using Portainer.Data.Jobs;
using Portainer.Data.Registries;
using Portainer.Images;
using Portainer.Images.Build;
using Portainer.Jobs;
using Portainer.Testing;

namespace Portainer.Tests.Images;

/// <summary>Pull, push, copy and build as jobs, against real engines and a real registry.</summary>
public sealed class ImageJobsTests : ImageHost
{
    [Fact]
    public async Task Push_ThenPullOnAnotherEngine_ListsTheImageWithItsLayersAsSteps()
    {
        var row = await MakeAsync();
        var target = NewName("v1", Lab.PlainRegistry.NewRepository());

        var push = await EndAsync(await Jobs.PushAsync(Administrator, Id(Old), row.Tags[0], target, null, CancellationToken.None));
        Assert.Equal((JobState.Succeeded, true), (push.State, push.Outcome.Contains("sha256:", StringComparison.Ordinal)));
        var pull = await EndAsync(await Jobs.PullAsync(Administrator, Id(New), new() { Image = target }, CancellationToken.None));

        Assert.Equal((JobState.Succeeded, $"{target} is on new."), (pull.State, pull.Outcome));
        Assert.Equal(ImageName.Href(Id(New), target), pull.Href);
        await RowAsync(New, target);
        var again = await EndAsync(await Jobs.PullAsync(Administrator, Id(New), new() { Image = target }, CancellationToken.None));
        Assert.Contains("up to date", again.Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pull_ImageWithLayers_ShowsThemAsSteps()
    {
        var target = NewName("v1", Lab.PlainRegistry.NewRepository());
        await EndAsync(await Jobs.PushAsync(Administrator, Id(Old), (await MakeAsync()).Name, target, null, CancellationToken.None));

        var pull = await EndAsync(await Jobs.PullAsync(Administrator, Id(New), new() { Image = target }, CancellationToken.None));

        var details = await Runner.ReadAsync(Administrator, pull.Id, CancellationToken.None);
        Assert.NotEmpty(details.Steps);
        Assert.All(details.Steps, step => Assert.True(step.Finished));
    }

    [Fact]
    public async Task PushAndPull_RegistryWithTlsAndPassword_UseTheStoredAccount()
    {
        var (row, target) = (await MakeAsync(), NewName("v1", Lab.Registry.NewRepository()));
        var refused = await EndAsync(await Jobs.PushAsync(Administrator, Id(Old), row.Tags[0], target, null, CancellationToken.None));
        Assert.Equal(JobState.Failed, refused.State);
        Assert.Contains("auth", refused.Outcome, StringComparison.OrdinalIgnoreCase);
        var registries = App.Services.GetRequiredService<RegistryStore>();
        var account = await registries.CreateAsync(new("lab", RegistryKind.Custom, Lab.Registry.Address) { UserName = Lab.Registry.User, Secret = Lab.Registry.Password }, CancellationToken.None);

        var push = await EndAsync(await Jobs.PushAsync(Administrator, Id(Old), row.Tags[0], target, account.Id, CancellationToken.None));
        var pull = await EndAsync(await Jobs.PullAsync(Administrator, Id(New), new() { Image = target }, CancellationToken.None));
        var anonymous = await EndAsync(await Jobs.PullAsync(Administrator, Id(New), new() { Image = target, RegistryId = 0 }, CancellationToken.None));

        Assert.True(push.State == JobState.Succeeded, push.Outcome);
        Assert.True(pull.State == JobState.Succeeded, pull.Outcome);
        Assert.Equal(JobState.Failed, anonymous.State);
    }

    [Theory]
    [InlineData("No Such Name", "invalid reference format")]
    [InlineData("plain/nothing:here", "not found")]
    public async Task Pull_BadName_FailsInTheEnginesOwnWords(string name, string words)
    {
        var image = name.Replace("plain", Lab.PlainRegistry.Address, StringComparison.Ordinal);
        var job = await EndAsync(await Jobs.PullAsync(Administrator, Id(Old), new() { Image = image }, CancellationToken.None));

        Assert.Equal(JobState.Failed, job.State);
        Assert.Contains(words, job.Outcome, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Pull_EmptyName_IsRefusedBeforeAJobStarts() =>
        await Assert.ThrowsAsync<ImageNameException>(() => Jobs.PullAsync(Administrator, Id(Old), new() { Image = " " }, CancellationToken.None));

    [Fact]
    public async Task Copy_ToAnotherEngine_ArrivesWithItsNameAndSaysHowMuchMoved()
    {
        var row = await MakeAsync();

        var job = await EndAsync(await Jobs.CopyAsync(Administrator, Id(Old), Id(New), [row.Tags[0]], CancellationToken.None));

        Assert.True(job.State == JobState.Succeeded, job.Outcome);
        Assert.Contains("were moved", job.Outcome, StringComparison.Ordinal);
        Assert.Equal(row.Tags[0], (await RowAsync(New, row.Tags[0])).Name);
        await Assert.ThrowsAsync<ImageCopyException>(() => Jobs.CopyAsync(Administrator, Id(Old), Id(Old), [row.Tags[0]], CancellationToken.None));
    }

    [Fact]
    public async Task Copy_UnknownImage_FailsWithTheSourcesWords()
    {
        var job = await EndAsync(await Jobs.CopyAsync(Administrator, Id(Old), Id(New), ["test/none:1"], CancellationToken.None));

        Assert.Equal(JobState.Failed, job.State);
        Assert.Contains("test/none", job.Outcome, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(false, 2)]
    [InlineData(true, 1)]
    [InlineData(true, 2)]
    public async Task Build_TypedDockerfile_GivesTheImageAndItsOutput(bool onNew, int builder)
    {
        var name = NewName();
        var watch = onNew ? New : Old;
        if (onNew)
        {
            await EndAsync(await Jobs.CopyAsync(Administrator, Id(Old), Id(New), ["lab/base:1"], CancellationToken.None));
        }

        var draft = new BuildDraft { Names = name, Builder = builder, Dockerfile = "FROM lab/base:1\nARG MY_TOKEN\nRUN echo said by the build with $MY_TOKEN && echo done\n", NoCache = true };
        draft.Arguments.Add(new() { Name = "MY_TOKEN", Value = "hunter2222" });

        var job = await EndAsync(await Jobs.BuildAsync(Administrator, Id(watch), draft, null, CancellationToken.None));

        Assert.True(job.State == JobState.Succeeded, job.Outcome);
        Assert.Equal(ImageName.Href(Id(watch), name), job.Href);
        var output = await OutputAsync(job);
        Assert.Contains("said by the build", output, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2222", output, StringComparison.Ordinal);
        await RowAsync(watch, name);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Build_WithASecret_MountsItForTheStepOnly(bool onNew)
    {
        if (onNew)
        {
            await EndAsync(await Jobs.CopyAsync(Administrator, Id(Old), Id(New), ["lab/base:1"], CancellationToken.None));
        }

        var draft = new BuildDraft { Dockerfile = "FROM lab/base:1\nRUN --mount=type=secret,id=pin test \"$(cat /run/secrets/pin)\" = 4711-secret && echo it was there\n", NoCache = true };
        draft.SecretMounts.Add(new() { Name = "pin", Value = "4711-secret" });
        var job = await EndAsync(await Jobs.BuildAsync(Administrator, Id(onNew ? New : Old), draft, null, CancellationToken.None));

        Assert.True(job.State == JobState.Succeeded, job.Outcome);
        Assert.DoesNotContain("4711-secret", await OutputAsync(job), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_SecretAndBaseBehindAnAccount_AreAnsweredWhileItBuilds()
    {
        var registries = App.Services.GetRequiredService<RegistryStore>();
        await registries.CreateAsync(new("lab", RegistryKind.Custom, Lab.Registry.Address) { UserName = Lab.Registry.User, Secret = Lab.Registry.Password }, CancellationToken.None);
        var (parent, name) = (NewName("v1", Lab.Registry.NewRepository()), NewName());
        var push = await EndAsync(await Jobs.PushAsync(Administrator, Id(Old), "lab/base:1", parent, null, CancellationToken.None));
        Assert.True(push.State == JobState.Succeeded, push.Outcome);
        await Actions.UntagAsync(Administrator, Id(Old), parent, CancellationToken.None);
        var draft = new BuildDraft
        {
            Names = name,
            Builder = BuildDraft.BuildKit,
            NoCache = true,
            Dockerfile = $"FROM {parent}\nRUN --mount=type=secret,id=token echo it is $(cat /run/secrets/token)\n",
        };
        draft.SecretMounts.Add(new() { Name = "token", Value = "s3cret-value" });

        var job = await EndAsync(await Jobs.BuildAsync(Administrator, Id(Old), draft, null, CancellationToken.None));

        Assert.True(job.State == JobState.Succeeded, job.Outcome);
        var output = await OutputAsync(job);
        Assert.Contains("it is ••••••", output, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret-value", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_StepThatFails_FailsWithTheStep()
    {
        var draft = new BuildDraft { Builder = 1, Dockerfile = "FROM lab/base:1\nRUN exit 3\n" };
        var job = await EndAsync(await Jobs.BuildAsync(Administrator, Id(Old), draft, null, CancellationToken.None));

        Assert.Equal(JobState.Failed, job.State);
        Assert.Contains("3", job.Outcome, StringComparison.Ordinal);
        Assert.Contains("exit", job.Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_TargetStage_StopsThere()
    {
        var name = NewName();
        // The stages of the book: the last one never runs.
        var draft = new BuildDraft
        {
            Names = name,
            Builder = 1,
            Target = "test-stage",
            Dockerfile = "FROM lab/base:1 AS build-stage\nRUN echo Building... > /build.txt\nFROM lab/base:1 AS test-stage\nCOPY --from=build-stage /build.txt /build.txt\nRUN echo Testing...\nFROM lab/base:1\nRUN false\n",
        };
        var job = await EndAsync(await Jobs.BuildAsync(Administrator, Id(Old), draft, null, CancellationToken.None));

        Assert.True(job.State == JobState.Succeeded, job.Outcome);
        Assert.Contains("Testing...", await OutputAsync(job), StringComparison.Ordinal);
    }

    private JobRunner Runner => (JobRunner)App.Services.GetService(typeof(JobRunner))!;

    private async Task<string> OutputAsync(Job job) =>
        string.Join('\n', (await Runner.ReadAsync(Administrator, job.Id, CancellationToken.None)).Output.Select(block => block.Text));
}
