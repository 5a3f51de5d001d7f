namespace Portainer.Engine.Tests.Images;

/// <summary>What a transfer allocates, counted while no other test allocates anything in this process.</summary>
[Collection(Alone.Name)]
public sealed class ArchiveMemoryTests
{
    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task SaveToLoad_OfABigImage_IsNeverHeld(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var image = new TestImage(client, TestImage.NewRepository() + ":1");
        var size = 200L << 20;
        var context = Tars.Dockerfile("FROM lab/base:1", $"RUN head -c {size} /dev/zero >/big");
        await client.Images.BuildImageFromDockerfileAsync(new() { Version = 1, Tags = [image.Name] }, context).AllAsync();
        var before = GC.GetTotalAllocatedBytes();

        await using var saved = new Counted(await client.Images.SaveImagesAsync([image.Name]));
        var messages = await client.Images.LoadImageAsync(saved).AllAsync();
        var allocated = GC.GetTotalAllocatedBytes() - before;

        Assert.Null(messages[^1].ErrorMessage);
        Assert.InRange(saved.Count, size, size * 2);
        Assert.InRange(allocated, 0, size / 2);
    }
}

/// <summary>Tests that run by themselves, after the others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
