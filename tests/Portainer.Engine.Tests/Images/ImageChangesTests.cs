using System.Net;
using System.Text.Json;

namespace Portainer.Engine.Tests.Images;

public sealed class ImageChangesTests
{
    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Name_WithSlashesAndPort_ReachesEveryRoute(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var image = await TestImage.TagAsync(client, $"registry.test:5000/deep/er/{Guid.NewGuid():N}");

        var inspected = await client.Images.InspectImageAsync(image.Name);
        var raw = await client.Images.InspectImageRawAsync(image.Name);
        var history = await client.Images.GetImageHistoryAsync(image.Name);
        await client.Images.TagImageAsync(image.Name, new() { RepositoryName = image.Repository, Tag = "2" });
        var deleted = await client.Images.DeleteImageAsync(image.Repository + ":2");

        Assert.Contains(image.Name, inspected.RepoTags);
        Assert.Equal(inspected.ID, JsonDocument.Parse(raw).RootElement.GetProperty("Id").GetString());
        Assert.Contains(history, layer => layer.Size > 0);
        Assert.Contains(deleted, entry => entry.Untagged == image.Repository + ":2");
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Name_OfNoImage_IsNotFound(string engine)
    {
        using var client = Engines.Connect(engine);
        const string Name = "registry.test:5000/no/such:1";

        var inspect = await Assert.ThrowsAsync<DockerApiException>(() => client.Images.InspectImageAsync(Name));
        var delete = await Assert.ThrowsAsync<DockerApiException>(() => client.Images.DeleteImageAsync(Name));

        Assert.Equal(HttpStatusCode.NotFound, inspect.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, delete.StatusCode);
        Assert.Contains(Name, delete.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Delete_OfAnImageInUse_IsAConflict(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var image = await TestImage.BuildAsync(client);
        await using var container = await TestContainer.RunAsync(client, new() { Image = image.Name, Cmd = ["sleep", "1000"] });

        var exception = await Assert.ThrowsAsync<DockerApiException>(() => client.Images.DeleteImageAsync(image.Name));

        Assert.Equal(HttpStatusCode.Conflict, exception.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Delete_OfTheLastName_NamesTheImageThatIsGone(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var image = await TestImage.BuildAsync(client);
        var id = (await client.Images.InspectImageAsync(image.Name)).ID;

        var deleted = await client.Images.DeleteImageAsync(image.Name);

        Assert.Contains(deleted, entry => entry.Deleted == id);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Prune_OfALabel_RemovesThatImageOnly(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var image = await TestImage.BuildAsync(client);
        await using var other = await TestImage.BuildAsync(client);

        var pruned = await client.Images.PruneImagesAsync(new() { { "dangling", "false" }, { "label", $"test.image={image.Repository}" } });

        Assert.Contains(pruned.ImagesDeleted, entry => entry.Untagged == image.Name);
        Assert.DoesNotContain(pruned.ImagesDeleted, entry => entry.Untagged == other.Name);
        await client.Images.InspectImageAsync(other.Name);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Search_WithoutTheInternet_SaysWhatFailed(string engine)
    {
        using var client = Engines.Connect(engine);

        var exception = await Assert.ThrowsAsync<DockerApiException>(() => client.Images.SearchImagesAsync(new() { Term = "registry.test:1/nginx", Limit = 5 }));

        Assert.StartsWith("Could not search for registry.test:1/nginx: ", exception.Message, StringComparison.Ordinal);
    }
}
