using System.Text.Json;

namespace Portainer.Engine.Tests.Daemon;

public sealed class DiskUsageTests
{
    [Fact]
    public void ImageSizes_ImageListedOncePerName_IsThereOnce()
    {
        const string Json = """{"Images":[{"Id":"a","Size":5,"RepoTags":["x:1"]},{"Id":"a","Size":5,"RepoTags":["y:1"]}]}""";

        var usage = JsonSerializer.Deserialize(Json, EngineJson.Of<DiskUsageWire>())!.ToResponse();

        Assert.Equal(5, Assert.Single(usage.ImageSizes).Value);
    }
}
