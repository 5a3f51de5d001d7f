using Portainer.Testing;

namespace Portainer.Engine.Tests.FakeEngines;

/// <summary>The fake must do what the real ones do, for the tests that rely on it.</summary>
public sealed class FakeImageTests
{
    [Fact]
    public async Task Pull_Scripted_WaitsForEachWordAndThenIsThere()
    {
        await using var engine = await FakeEngine.StartAsync();
        using var client = new DockerClient(new() { Endpoint = engine.Endpoint });
        var pull = engine.State.ScriptPull("registry.test:5000/team/app:1").Layer("aa", "Downloading", 10, 20);
        await using var messages = client.Images.CreateImageAsync(new() { FromImage = "registry.test:5000/team/app:1" }).GetAsyncEnumerator();

        Assert.True(await messages.MoveNextAsync());
        var first = messages.Current;
        var next = messages.MoveNextAsync();
        var waited = !next.IsCompleted;
        pull.Say("done").Complete();

        Assert.Equal(("aa", 10, 20), (first.ID, first.Progress!.Current, first.Progress.Total));
        Assert.True(waited);
        Assert.True(await next);
        Assert.Equal("done", messages.Current.Status);
        Assert.False(await messages.MoveNextAsync());
        Assert.Equal(["registry.test:5000/team/app:1"], (await client.Images.InspectImageAsync("registry.test:5000/team/app:1")).RepoTags);
        Assert.Contains(await client.Images.ListImagesAsync(), image => image.RepoTags.Contains("registry.test:5000/team/app:1"));
    }

    [Fact]
    public async Task Pull_ThatFails_EndsWithAnErrorAndBringsNothing()
    {
        await using var engine = await FakeEngine.StartAsync();
        using var client = new DockerClient(new() { Endpoint = engine.Endpoint });
        engine.State.ScriptPull("nginx:latest").Say("Pulling from library/nginx").Fail("toomanyrequests");

        var messages = await client.Images.CreateImageAsync(new() { FromImage = "nginx" }).AllAsync();

        Assert.Equal("toomanyrequests", messages[^1].ErrorMessage);
        await Assert.ThrowsAsync<DockerApiException>(() => client.Images.InspectImageAsync("nginx"));
    }

    [Fact]
    public async Task Pull_WithoutAScript_Succeeds()
    {
        await using var engine = await FakeEngine.StartAsync();
        using var client = new DockerClient(new() { Endpoint = engine.Endpoint });

        await client.Images.CreateImageAsync(new() { FromImage = "nginx:1.27" }).AllAsync();

        Assert.Equal(["nginx:1.27"], (await client.Images.InspectImageAsync("nginx:1.27")).RepoTags);
    }
}
