using System.Net;
using Portainer.Testing;

namespace Portainer.Engine.Tests.Images;

public sealed class RegistryTests
{
    private static AuthConfig Account => new() { Username = Lab.Registry.User, Password = Lab.Registry.Password, ServerAddress = Lab.Registry.Address };

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task PushAndPull_WithTheAccount_BringsTheImageBack(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var image = await TestImage.TagAsync(client, Lab.Registry.NewRepository());

        var pushed = await client.Images.PushImageAsync(image.Name, auth: Account).AllAsync();
        await client.Images.DeleteImageAsync(image.Name);
        var pulled = await client.Images.CreateImageAsync(new() { FromImage = image.Name }, Account).AllAsync();

        Assert.DoesNotContain(pushed.Concat(pulled), message => message.ErrorMessage is not null);
        Assert.Contains(image.Name, (await client.Images.InspectImageAsync(image.Name)).RepoTags);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Push_OfLayers_TellsHowFarTheyAre(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var image = await TestImage.BuildAsync(client, Lab.PlainRegistry.NewRepository());

        var messages = await client.Images.PushImageAsync(image.Name).AllAsync();

        Assert.Contains(messages, message => message is { ID: not null, Progress: { Current: > 0, Total: > 0 } });
        Assert.StartsWith("sha256:", messages[^1].Aux?.GetProperty("Digest").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task PullByDigest_OfWhatWasPushed_IsTheSameImage(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var image = await TestImage.BuildAsync(client, Lab.PlainRegistry.NewRepository());
        var id = (await client.Images.InspectImageAsync(image.Name)).ID;
        var pushed = await client.Images.PushImageAsync(image.Name).AllAsync();
        var name = $"{image.Repository}@{pushed[^1].Aux?.GetProperty("Digest").GetString()}";
        await client.Images.DeleteImageAsync(image.Name);

        await client.Images.CreateImageAsync(new() { FromImage = name }).AllAsync();
        var inspected = await client.Images.InspectImageAsync(name);
        await client.Images.DeleteImageAsync(name);

        Assert.Equal(id, inspected.ID);
        Assert.Contains(name, inspected.RepoDigests);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Pull_WithoutATag_TakesOneTagOnly(string engine)
    {
        using var client = Engines.Connect(engine);
        var repository = Lab.PlainRegistry.NewRepository();
        foreach (var tag in new[] { "latest", "other" })
        {
            await client.Images.TagImageAsync("lab/base:1", new() { RepositoryName = repository, Tag = tag });
            await client.Images.PushImageAsync($"{repository}:{tag}").AllAsync();
            await client.Images.DeleteImageAsync($"{repository}:{tag}");
        }

        await client.Images.CreateImageAsync(new() { FromImage = repository }).AllAsync();
        var here = await client.Images.ListImagesAsync(new() { Filters = new() { { "reference", repository } } });
        await TestImage.RemoveAsync(client, repository + ":latest");

        Assert.Equal([repository + ":latest"], here.SelectMany(image => image.RepoTags));
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Push_WithoutAnAccount_FailsWithTheRegistrysWords(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var image = await TestImage.TagAsync(client, Lab.Registry.NewRepository());

        var messages = await client.Images.PushImageAsync(image.Name).AllAsync();

        Assert.Contains("no basic auth credentials", messages[^1].ErrorMessage, StringComparison.Ordinal);
        Assert.Equal(messages[^1].ErrorMessage, messages[^1].Error?.Message);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Pull_OfWhatIsNotThere_SaysSo(string engine)
    {
        using var client = Engines.Connect(engine);
        var name = Lab.PlainRegistry.NewRepository() + ":1";

        var exception = await Assert.ThrowsAsync<DockerApiException>(() => client.Images.CreateImageAsync(new() { FromImage = name }).AllAsync());

        Assert.Equal(HttpStatusCode.NotFound, exception.StatusCode);
        Assert.StartsWith($"Could not pull {name}: ", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Pull_FromARegistryOfAnUnknownCa_SaysWhoSignedIt(string engine)
    {
        using var client = Engines.Connect(engine);

        var exception = await Assert.ThrowsAsync<DockerApiException>(
            () => client.Images.CreateImageAsync(new() { FromImage = Lab.UntrustedRegistry.NewRepository() }, Account).AllAsync());

        Assert.Contains("certificate signed by unknown authority", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Distribution_OfAPushedImage_IsTheDigestTheRegistryHas(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var image = await TestImage.TagAsync(client, Lab.Registry.NewRepository());
        var pushed = await client.Images.PushImageAsync(image.Name, auth: Account).AllAsync();

        var distribution = await client.Images.InspectDistributionAsync(image.Name, Account);
        var refused = await Assert.ThrowsAsync<DockerApiException>(() => client.Images.InspectDistributionAsync(image.Name));

        Assert.Equal(pushed[^1].Aux?.GetProperty("Digest").GetString(), distribution.Descriptor.Digest);
        Assert.Contains("distribution.manifest", distribution.Descriptor.MediaType, StringComparison.Ordinal);
        Assert.Equal("linux/amd64", distribution.Platforms.Single().ToString());
        Assert.Contains("no basic auth credentials", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task SignIn_WithTheAccount_IsAccepted(string engine)
    {
        using var client = Engines.Connect(engine);

        var answer = await client.System.AuthenticateAsync(Account);

        Assert.Equal("Login Succeeded", answer.Status);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task SignIn_WithAWrongPassword_IsRefused(string engine)
    {
        using var client = Engines.Connect(engine);
        var wrong = Account;
        wrong.Password = "not-the-password";

        var exception = await Assert.ThrowsAsync<DockerApiException>(() => client.System.AuthenticateAsync(wrong));

        Assert.Contains("401 Unauthorized", exception.EngineMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("not-the-password", exception.Message, StringComparison.Ordinal);
    }
}
