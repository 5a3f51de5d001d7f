using System.Net;
using Portainer.Access;
using Portainer.Containers.Create;
using Portainer.Containers.Recreate;
using Portainer.Data.Jobs;
using Portainer.Data.Registries;
using Portainer.Engine;
using Portainer.Images;
using Portainer.Jobs;
using Portainer.Testing;
using Portainer.Tests.Files;

namespace Portainer.Tests.Images;

/// <summary>Images and containers on Podman, through the gate: the verbs as on Docker, and where Podman differs, what is said.</summary>
public sealed class PodmanTests : IAsyncLifetime
{
    private EngineApp _app = null!;

    private ImageActions Images => _app.Get<ImageActions>();

    private ImageJobs ImageJobs => _app.Get<ImageJobs>();

    public async Task InitializeAsync()
    {
        _app = await EngineApp.StartAsync(EngineApp.Podman);
        await _app.HoldsAsync(picture => picture.Images is not null);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Image_PushedPulledTaggedAndRemoved_IsListedAsItIs()
    {
        await _app.Get<RegistryStore>().CreateAsync(
            new("lab", RegistryKind.Custom, Lab.Registry.Address) { UserName = Lab.Registry.User, Secret = Lab.Registry.Password }, CancellationToken.None);
        var name = $"{Lab.Registry.NewRepository()}:1";
        var other = $"localhost/test/{Guid.NewGuid():N}:2";
        var push = await EndAsync(await ImageJobs.PushAsync(EngineApp.Administrator, _app.Endpoint, "localhost/lab/base:1", name, null, default));
        Assert.True(push.State == JobState.Succeeded, push.Outcome);

        var pull = await EndAsync(await ImageJobs.PullAsync(EngineApp.Administrator, _app.Endpoint, new() { Image = name }, default));
        Assert.True(pull.State == JobState.Succeeded, pull.Outcome);
        await _app.HoldsAsync(picture => picture.Images!.Any(row => row.Tags.Contains(name)));
        await Images.TagAsync(EngineApp.Administrator, _app.Endpoint, name, other, default);
        await _app.HoldsAsync(picture => picture.Images!.Any(row => row.Tags.Contains(name) && row.Tags.Contains(other)));
        await Images.UntagAsync(EngineApp.Administrator, _app.Endpoint, name, default);
        await Images.UntagAsync(EngineApp.Administrator, _app.Endpoint, other, default);

        await _app.HoldsAsync(picture => picture.Images!.All(row => !row.Tags.Contains(name) && !row.Tags.Contains(other)));
        Assert.NotEmpty((await _app.Engine.Images.InspectImageAsync("localhost/lab/base:1")).RepoTags);
    }

    [Fact]
    public async Task Image_BuiltSavedRemovedAndLoaded_IsBack()
    {
        var name = await BuildAsync();
        var history = await Images.HistoryAsync(EngineApp.Administrator, _app.Endpoint, name, default);
        Assert.Contains(history, layer => layer.CreatedBy.Contains("MADE=here-", StringComparison.Ordinal));
        using var browser = await FileRoutesTests.GenuineAsync(_app);
        using var saved = await browser.GetAsync($"/endpoints/{_app.Endpoint}/images/save?name={Uri.EscapeDataString(name)}");
        var tar = await saved.Content.ReadAsByteArrayAsync();

        var id = _app.Watch.Picture.Images!.Single(row => row.Tags.Contains(name)).Id;
        await Images.RemoveAsync(EngineApp.Administrator, _app.Endpoint, id, force: false, default);
        await _app.HoldsAsync(picture => picture.Images!.All(row => row.Id != id));
        using var body = new ByteArrayContent(tar);
        using var loaded = await browser.SendAsync(HttpMethod.Post, $"/endpoints/{_app.Endpoint}/images/load", body);

        Assert.Equal((HttpStatusCode.OK, true), (loaded.StatusCode, (await loaded.Content.ReadAsStringAsync()).Contains(name, StringComparison.Ordinal)));
        await _app.HoldsAsync(picture => picture.Images!.Any(row => row.Tags.Contains(name)));
    }

    [Fact]
    public async Task Image_InUse_IsRefusedWithTheContainersName()
    {
        var name = await BuildAsync();
        var id = await _app.CreateAsync(parameters => parameters.Image = name);
        var container = _app.Watch.Picture.Containers.Single(row => row.Id == id);

        var refused = await Assert.ThrowsAsync<ImageInUseException>(() => Images.RemoveAsync(EngineApp.Administrator, _app.Endpoint, container.ImageId, force: false, default));

        Assert.Contains(container.Name, refused.Message, StringComparison.Ordinal);
        Assert.Contains(name, (await _app.Engine.Images.InspectImageAsync(name)).RepoTags);
    }

    [Fact]
    public async Task Pull_OfWhatIsNotThere_FailsInASentence()
    {
        var name = $"{Lab.PlainRegistry.NewRepository()}:none";

        var job = await EndAsync(await ImageJobs.PullAsync(EngineApp.Administrator, _app.Endpoint, new() { Image = name }, default));

        Assert.Equal(JobState.Failed, job.State);
        Assert.Contains(name, job.Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Container_CreatedEditedAndRecreated_KeepsItsVolumeAndRuns()
    {
        var (name, volume) = (EngineApp.Name("pod"), await _app.VolumeAsync());
        _app.Afterwards(() => _app.Engine.Containers.RemoveContainerAsync(name, new() { Force = true }));
        var draft = new ContainerDraft
        {
            Name = name,
            Image = "localhost/lab/base:1",
            Command = "sleep 100000",
            Environment = { new() { Name = "MODE", Value = "first" } },
            Mounts = { new() { Source = volume, Target = "/data" } },
        };
        var deployed = await _app.Get<CreateActions>().DeployAsync(EngineApp.Administrator, _app.Endpoint, draft, default);
        await _app.HoldsAsync(picture => picture.Containers.Any(row => row.Id == deployed.Id && row.IsRunning));

        var edited = await _app.Get<CreateActions>().ReadAsync(EngineApp.Administrator, _app.Endpoint, name, default);
        Assert.Equal((name, "sleep 100000"), (edited.Name, edited.Command));
        edited.Environment.Single(row => row.Name == "MODE").Value = "second";
        var job = await EndAsync(await _app.Get<RecreateActions>().StartAsync(EngineApp.Administrator, _app.Endpoint, name, edited, pull: false, sharers: true, default));

        Assert.True(job.State == JobState.Succeeded, job.Outcome);
        var after = await _app.Engine.Containers.InspectContainerAsync(name);
        Assert.NotEqual(deployed.Id, after.ID);
        Assert.Contains("MODE=second", after.Config.Env!);
        Assert.Contains(after.Mounts, mount => mount.Name == volume && mount.Destination == "/data");
        Assert.True(after.State.Running);
    }

    [Fact]
    public async Task Container_RecreatedWithAProgramThatIsNotThere_IsBackAsItWas()
    {
        var name = EngineApp.Name("pod");
        var id = await _app.RunAsync("sleep 1000", parameters => parameters.Name = name);
        var edited = await _app.Get<CreateActions>().ReadAsync(EngineApp.Administrator, _app.Endpoint, name, default);
        edited.Command = "no-such-program";

        var job = await EndAsync(await _app.Get<RecreateActions>().StartAsync(EngineApp.Administrator, _app.Endpoint, name, edited, pull: false, sharers: true, default));

        Assert.Equal(JobState.Failed, job.State);
        Assert.Contains("no-such-program", job.Outcome, StringComparison.Ordinal);
        Assert.EndsWith("is back as it was.", job.Outcome, StringComparison.Ordinal);
        var after = await _app.Engine.Containers.InspectContainerAsync(name);
        Assert.Equal((id, true), (after.ID, after.State.Running));
    }

    [Fact]
    public async Task Update_OfARunningContainer_IsToldThatPodmanCannot()
    {
        var id = await _app.RunAsync("sleep 1000");

        var refused = await Assert.ThrowsAsync<DockerApiException>(() =>
            _app.Get<Portainer.Containers.ContainerActions>().UpdateAsync(EngineApp.Administrator, _app.Endpoint, id, new() { PidsLimit = 77 }, default));

        Assert.True(Failures.IsTellable(refused));
        Assert.StartsWith("Could not ", refused.Message, StringComparison.Ordinal);
    }

    private async Task<string> BuildAsync()
    {
        var name = $"localhost/test/{Guid.NewGuid():N}:1";
        _app.Afterwards(() => _app.Engine.Images.DeleteImageAsync(name));
        var job = await EndAsync(await ImageJobs.BuildAsync(
            EngineApp.Administrator, _app.Endpoint, new() { Names = name, Dockerfile = $"FROM localhost/lab/base:1\nENV MADE=here-{Guid.NewGuid():N}\n" }, null, default));
        Assert.True(job.State == JobState.Succeeded, job.Outcome);
        await _app.HoldsAsync(picture => picture.Images!.Any(row => row.Tags.Contains(name)));
        return name;
    }

    private static async Task<Job> EndAsync(Job job)
    {
        await job.Ended.WaitAsync(TimeSpan.FromMinutes(2));
        return job;
    }
}
