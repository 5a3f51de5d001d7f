namespace Portainer.Engine.Tests.Images;

public sealed class ArchiveTests
{
    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task SaveAndLoad_OfAnImage_BringsItBack(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var image = await TestImage.TagAsync(client, $"localhost/{TestImage.NewRepository()}");
        var saved = new MemoryStream();
        await using (var stream = await client.Images.SaveImagesAsync([image.Name]))
        {
            await stream.CopyToAsync(saved);
        }

        await client.Images.DeleteImageAsync(image.Name);
        saved.Position = 0;
        var messages = await client.Images.LoadImageAsync(saved).AllAsync();

        Assert.Contains(messages, message => message.Stream?.Contains(image.Name, StringComparison.Ordinal) == true);
        Assert.Contains(image.Name, (await client.Images.InspectImageAsync(image.Name)).RepoTags);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Save_OfSeveralImages_HoldsThemAll(string engine)
    {
        using var client = Engines.Connect(engine);

        await using var stream = await client.Images.SaveImagesAsync(["lab/base:1", "lab/web:1"]);
        var files = await Tars.ReadAsync(stream);

        Assert.Contains("lab/base:1", files["manifest.json"], StringComparison.Ordinal);
        Assert.Contains("lab/web:1", files["manifest.json"], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Save_OfWhatIsNotThere_NamesIt(string engine)
    {
        using var client = Engines.Connect(engine);

        var exception = await Assert.ThrowsAsync<DockerApiException>(() => client.Images.SaveImagesAsync(["test/none:1"]));

        Assert.StartsWith("Could not save test/none:1: ", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Import_WithChanges_IsAnImageOfThatFileSystem(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var image = new TestImage(client, $"localhost/{TestImage.NewRepository()}:1");

        var messages = await client.Images.ImportImageAsync(
            new() { Repository = image.Repository, Tag = "1", Message = "made by a test", Changes = ["ENV A=1", "CMD [\"/bin/x\"]"] },
            Tars.Of(("hello", "world"))).AllAsync();
        var inspected = await client.Images.InspectImageAsync(image.Name);

        Assert.Contains(inspected.ID.Replace("sha256:", "", StringComparison.Ordinal), messages[^1].Status, StringComparison.Ordinal);
        Assert.Contains("A=1", inspected.Config.Env!);
        Assert.Equal(["/bin/x"], inspected.Config.Cmd!);
        Assert.Equal("made by a test", inspected.Comment);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Load_OfWhatIsNoArchive_EndsWithTheEnginesErrorThoughItStopsReading(string engine)
    {
        using var client = Engines.Connect(engine);

        var messages = await client.Images.LoadImageAsync(new Zeroes(20 << 20)).AllAsync();

        Assert.Contains("no such file", messages[^1].ErrorMessage, StringComparison.Ordinal);
    }
}
