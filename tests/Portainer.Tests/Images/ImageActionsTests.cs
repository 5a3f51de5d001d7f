using Portainer.Access;
using Portainer.Engine;
using Portainer.Images;

namespace Portainer.Tests.Images;

/// <summary>The verbs against a real engine, through the gate.</summary>
public sealed class ImageActionsTests : ImageHost
{
    [Fact]
    public async Task View_Images_AreThoseOfTheEnginesOwnList()
    {
        var made = await MakeAsync();
        // Other tests' images come and go meanwhile; these stay.
        var listed = (await OldEngine.Images.ListImagesAsync(new()))
            .Where(image => image.ID == made.Id || image.RepoTags.Any(tag => tag.StartsWith("lab/", StringComparison.Ordinal)))
            .ToDictionary(image => image.ID, image => image.Size);
        var rows = Gate.View(Administrator, Id(Old))!.Images!.Where(row => listed.ContainsKey(row.Id));

        Assert.True(listed.Count > 1);
        Assert.Equal(listed, rows.ToDictionary(row => row.Id, row => row.Size));
    }

    [Fact]
    public async Task TagAndUntag_AnotherName_ComesAndGoesAndTheImageStays()
    {
        var row = await MakeAsync();
        var other = NewName("2");

        await Actions.TagAsync(Administrator, Id(Old), row.Id, other, CancellationToken.None);
        Assert.Equal(2, (await RowAsync(Old, other)).Tags.Count);
        var gone = await Actions.UntagAsync(Administrator, Id(Old), other, CancellationToken.None);

        Assert.Equal([other], gone.Select(line => line.Untagged));
        await Fleet.Eventually.HoldsAsync(Old, picture => picture.Images!.Single(image => image.Id == row.Id).Tags.Count == 1);
    }

    [Theory]
    [InlineData("UPPER case")]
    [InlineData("")]
    [InlineData("a@sha256:0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task TagAsync_NoName_IsASentenceAndNothingIsSent(string name)
    {
        var failure = await Assert.ThrowsAsync<ImageNameException>(() => Actions.TagAsync(Administrator, Id(Old), "lab/base:1", name, CancellationToken.None));
        Assert.EndsWith(".", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RemoveAsync_SeveralNames_TakesAllOfThemAndTheImage()
    {
        var row = await MakeAsync();
        await Actions.TagAsync(Administrator, Id(Old), row.Id, NewName("2"), CancellationToken.None);
        await Fleet.Eventually.HoldsAsync(Old, picture => picture.Images!.Single(image => image.Id == row.Id).Tags.Count == 2);

        await Actions.RemoveAsync(Administrator, Id(Old), row.Id, force: false, CancellationToken.None);

        await GoneAsync(Old, row.Id);
    }

    [Fact]
    public async Task RemoveAsync_UsedByAStoppedContainer_NeedsForce()
    {
        var row = await MakeAsync();
        var name = $"uses-{Guid.NewGuid():N}";
        var container = await OldEngine.Containers.CreateContainerAsync(new() { Name = name, Image = row.Tags[0] });
        await Fleet.Eventually.HoldsAsync(Old, picture => picture.Containers.Any(other => other.Id == container.ID));
        try
        {
            var refusal = await Assert.ThrowsAsync<ImageInUseException>(() => Actions.RemoveAsync(Administrator, Id(Old), row.Id, force: false, CancellationToken.None));
            Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
            Assert.Contains("by force", refusal.Message, StringComparison.Ordinal);
            Assert.Equal([row.Tags[0]], (await OldEngine.Images.InspectImageAsync(row.Id)).RepoTags);

            await Actions.RemoveAsync(Administrator, Id(Old), row.Id, force: true, CancellationToken.None);
            await GoneAsync(Old, row.Id);
        }
        finally
        {
            await OldEngine.Containers.RemoveContainerAsync(container.ID, new() { Force = true });
        }
    }

    [Fact]
    public async Task RemoveAsync_UsedByARunningContainer_StaysWholeEvenByForce()
    {
        var name = NewName();
        await Actions.TagAsync(Administrator, Id(Old), "lab/base:1", name, CancellationToken.None);
        var row = await RowAsync(Old, name);
        var container = await OldEngine.Containers.CreateContainerAsync(new() { Name = $"runs-{Guid.NewGuid():N}", Image = name, Cmd = ["sleep", "1000"], StopSignal = "SIGKILL" });
        try
        {
            await OldEngine.Containers.StartContainerAsync(container.ID);
            await Fleet.Eventually.HoldsAsync(Old, picture => picture.Containers.Any(other => other.Id == container.ID && other.IsRunning));

            var refusal = await Assert.ThrowsAsync<ImageInUseException>(() => Actions.RemoveAsync(Administrator, Id(Old), row.Id, force: true, CancellationToken.None));

            Assert.Contains("force does not help", refusal.Message, StringComparison.Ordinal);
            // The engine itself, asked by a name and by force, would have left it without one.
            Assert.Contains(name, (await OldEngine.Images.InspectImageAsync(row.Id)).RepoTags);
        }
        finally
        {
            await OldEngine.Containers.RemoveContainerAsync(container.ID, new() { Force = true });
        }
    }

    [Fact]
    public async Task HistoryAsync_Rows_EqualTheHistoryOfTheEngine()
    {
        var layers = await Actions.HistoryAsync(Administrator, Id(Old), "lab/web:1", CancellationToken.None);
        var direct = await OldEngine.Images.GetImageHistoryAsync("lab/web:1");

        Assert.Equal(direct.Select(layer => (layer.ID, layer.CreatedBy, layer.Size)), layers.Select(layer => (layer.ID, layer.CreatedBy, layer.Size)));
    }

    [Fact]
    public async Task InspectRawAsync_Body_IsTheEnginesOwn()
    {
        var name = (await MakeAsync()).Name;
        Assert.Equal(await OldEngine.Images.InspectImageRawAsync(name), await Actions.InspectRawAsync(Administrator, Id(Old), name, CancellationToken.None));
    }

    [Fact]
    public async Task SearchAsync_WithoutAWayOut_IsToldInTheEnginesWords()
    {
        var failure = await Assert.ThrowsAsync<DockerApiException>(() => Actions.SearchAsync(Administrator, Id(Old), "nginx", officialOnly: false, CancellationToken.None));
        Assert.True(Failures.IsTellable(failure));
        Assert.Contains("nginx", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryVerb_StandardUser_IsNotEvenToldThatTheEndpointExists()
    {
        var endpoint = Id(Old);
        Func<Task>[] verbs =
        [
            () => Actions.InspectAsync(Standard, endpoint, "lab/base:1", CancellationToken.None),
            () => Actions.InspectRawAsync(Standard, endpoint, "lab/base:1", CancellationToken.None),
            () => Actions.HistoryAsync(Standard, endpoint, "lab/base:1", CancellationToken.None),
            () => Actions.TagAsync(Standard, endpoint, "lab/base:1", "test/x:1", CancellationToken.None),
            () => Actions.UntagAsync(Standard, endpoint, "lab/base:1", CancellationToken.None),
            () => Actions.RemoveAsync(Standard, endpoint, "lab/base:1", true, CancellationToken.None),
            () => Actions.SearchAsync(Standard, endpoint, "x", false, CancellationToken.None),
            () => Jobs.PullAsync(Standard, endpoint, new() { Image = "x" }, CancellationToken.None),
            () => Jobs.PushAsync(Standard, endpoint, "lab/base:1", "lab/base:1", null, CancellationToken.None),
            () => Jobs.CopyAsync(Standard, endpoint, Id(New), ["lab/base:1"], CancellationToken.None),
            () => Jobs.LoadAsync(Standard, endpoint, new(""), "x", CancellationToken.None),
            () => Jobs.ImportAsync(Standard, endpoint, new(""), new(), CancellationToken.None),
            () => Jobs.BuildAsync(Standard, endpoint, new(), null, CancellationToken.None),
        ];
        foreach (var verb in verbs)
        {
            await Assert.ThrowsAsync<EndpointNotFoundException>(verb);
        }
    }
}
