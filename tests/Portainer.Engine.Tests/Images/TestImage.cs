using System.Net;

namespace Portainer.Engine.Tests.Images;

/// <summary>An image of one test, in its own name.</summary>
internal sealed class TestImage(DockerClient client, string name) : IAsyncDisposable
{
    public string Name => name;

    public string Repository => name[..name.LastIndexOf(':')];

    /// <summary>A second name of the lab's base.</summary>
    public static async Task<TestImage> TagAsync(DockerClient client, string? repository = null)
    {
        var image = new TestImage(client, (repository ?? NewRepository()) + ":1");
        await client.Images.TagImageAsync("lab/base:1", new() { RepositoryName = image.Repository, Tag = "1" });
        return image;
    }

    /// <summary>An image of its own, with a file and a label nobody else has.</summary>
    public static async Task<TestImage> BuildAsync(DockerClient client, string? repository = null)
    {
        var image = new TestImage(client, (repository ?? NewRepository()) + ":1");
        var context = Tars.Of(("Dockerfile", "FROM lab/base:1\nCOPY it /it\n"), ("it", image.Name));
        var parameters = new ImageBuildParameters { Tags = [image.Name], Version = 1, Labels = new Dictionary<string, string> { ["test.image"] = image.Repository } };
        Assert.Null((await client.Images.BuildImageFromDockerfileAsync(parameters, context).AllAsync())[^1].ErrorMessage);
        return image;
    }

    public static string NewRepository() => "test/" + Guid.NewGuid().ToString("N");

    public async ValueTask DisposeAsync() => await RemoveAsync(client, name);

    public static async Task RemoveAsync(DockerClient client, string name)
    {
        try
        {
            await client.Images.DeleteImageAsync(name, new() { Force = true });
        }
        catch (DockerApiException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            // The test removed it.
        }
    }
}
