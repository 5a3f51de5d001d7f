using System.Text.Json;
using Portainer.Engine.Tests.Images;
using Portainer.Testing;

namespace Portainer.Engine.Tests.Registry;

/// <summary>Reading, naming and deleting in the lab's registries; what an engine or the docker client says is the measure.</summary>
public sealed class RegistryCatalogueTests
{
    public static TheoryData<bool> Registries => [true, false];

    [Theory]
    [MemberData(nameof(Registries))]
    public async Task Repositories_PagesOfOne_AllArrive(bool isPlain)
    {
        using var engine = Engines.Connect(Engines.Docker28);
        using var one = Shelf(isPlain);
        using var two = Shelf(isPlain);
        await one.PushAsync(engine);
        await two.PushAsync(engine);

        var pages = await one.Client.ListRepositoriesAsync(1).AllAsync();

        Assert.True(pages.Count > 1);
        Assert.All(pages, page => Assert.InRange(page.Count, 0, 1));
        Assert.Subset(pages.SelectMany(page => page).ToHashSet(), new HashSet<string> { one.Repository, two.Repository });
    }

    [Fact]
    public async Task Tags_OfSeveralPages_AllArrive()
    {
        await using var server = new ScriptedServer(async (stream, cancellationToken) =>
        {
            var first = (await ScriptedServer.ReadHeadAsync(stream, cancellationToken)).Contains("n=2 ", StringComparison.Ordinal);
            var body = first ? """{"tags":["a","b"]}""" : """{"tags":["c"]}""";
            var link = first ? "Link: <http://another.example/v2/x/tags/list?last=b&n=1000>; rel=\"next\"\r\n" : "";
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\n{link}Content-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"), cancellationToken);
        });
        using var client = new RegistryClient(new(server.Endpoint["tcp://".Length..]) { PlainHttp = true });

        Assert.Equal([["a", "b"], ["c"]], await client.ListTagsAsync("x", 2).AllAsync());
    }

    [Theory]
    [MemberData(nameof(Registries))]
    public async Task Manifest_OfAPushedImage_IsWhatTheEngineKnows(bool isPlain)
    {
        using var engine = Engines.Connect(Engines.Docker28);
        using var shelf = Shelf(isPlain);
        await using var image = await TestImage.BuildAsync(engine, shelf.Name);
        var digest = await shelf.PushAsync(engine, image.Name);
        var inspected = await engine.Images.InspectImageAsync(image.Name);
        var history = await engine.Images.GetImageHistoryAsync(image.Name);

        var manifest = await shelf.Client.GetManifestAsync(shelf.Repository, "1");
        var config = await shelf.Client.GetConfigAsync(shelf.Repository, manifest.Config!.Digest);

        Assert.Equal((digest, inspected.ID, inspected.RootFS.Layers.Count), (manifest.Digest, manifest.Config.Digest, manifest.Layers.Count));
        Assert.Equal(digest, (await shelf.Client.GetDescriptorAsync(shelf.Repository, "1")).Digest);
        Assert.Equal(shelf.Name, config.Labels["test.image"]);
        Assert.Equal((inspected.Created, $"{inspected.Os}/{inspected.Architecture}"), (config.Created, config.Platform));
        Assert.Equal(history.Select(line => line.CreatedBy).Reverse(), config.History.Select(line => line.CreatedBy));
        Assert.Equal(manifest.Layers.Count, config.History.Count(line => !line.IsEmpty));
    }

    [Fact]
    public async Task Manifest_Sizes_AreWhatTheDockerClientReads()
    {
        using var engine = Engines.Connect(Engines.Docker28);
        using var shelf = Shelf(isPlain: true);
        await shelf.PushAsync(engine);

        var manifest = await shelf.Client.GetManifestAsync(shelf.Repository, "1");

        using var told = JsonDocument.Parse(await Lab.DockerAsync(Lab.Docker28, "manifest", "inspect", "--insecure", $"{shelf.Name}:1"));
        var layers = told.RootElement.GetProperty("layers").EnumerateArray().Select(layer => layer.GetProperty("size").GetInt64()).ToArray();
        Assert.Equal(layers, manifest.Layers.Select(layer => layer.Size));
        Assert.Equal(layers.Sum() + told.RootElement.GetProperty("config").GetProperty("size").GetInt64(), manifest.ContentSize);
    }

    [Fact]
    public async Task ManifestList_OfTwoPlatforms_IsReadAsOne()
    {
        using var engine = Engines.Connect(Engines.Docker28);
        using var shelf = Shelf(isPlain: true);
        var digest = await shelf.PushAsync(engine);
        await Lab.DockerAsync(Lab.Docker28, "manifest", "create", "--insecure", $"{shelf.Name}:all", $"{shelf.Name}@{digest}");
        await Lab.DockerAsync(Lab.Docker28, "manifest", "annotate", "--arch", "arm64", "--variant", "v8", "--os", "linux", $"{shelf.Name}:all", $"{shelf.Name}@{digest}");
        var pushed = await Lab.DockerAsync(Lab.Docker28, "manifest", "push", "--purge", "--insecure", $"{shelf.Name}:all");

        var index = await shelf.Client.GetManifestAsync(shelf.Repository, "all");

        Assert.True(index.IsIndex);
        Assert.Null(index.ContentSize);
        Assert.Equal((pushed.Trim(), "linux/arm64/v8", digest), (index.Digest, Assert.Single(index.Manifests).Platform, index.Manifests[0].Digest));
    }

    [Fact]
    public async Task Manifest_WithoutADigestHeader_GetsItsOwn()
    {
        var body = """{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","size":7,"digest":"sha256:aa","platform":{"architecture":"unknown","os":"unknown"}}]}""";
        await using var server = ScriptedServer.Saying($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}");
        using var client = new RegistryClient(new(server.Endpoint["tcp://".Length..]) { PlainHttp = true });

        var manifest = await client.GetManifestAsync("x", "1");

        Assert.Equal($"sha256:{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(body)))}", manifest.Digest);
        Assert.True(Assert.Single(manifest.Manifests).IsAttestation);
    }

    [Theory]
    [MemberData(nameof(Registries))]
    public async Task Delete_OneOfTwoImages_LeavesTheOther(bool isPlain)
    {
        using var engine = Engines.Connect(Engines.Docker28);
        using var shelf = Shelf(isPlain);
        var digest = await shelf.PushAsync(engine);
        await using var other = await TestImage.TagAsync(engine, shelf.Name);
        await engine.Images.TagImageAsync("lab/base:1", new() { RepositoryName = shelf.Name, Tag = "other" });
        await shelf.PushAsync(engine, $"{shelf.Name}:other");
        await TestImage.RemoveAsync(engine, $"{shelf.Name}:other");

        await shelf.Client.DeleteManifestAsync(shelf.Repository, digest);

        Assert.Equal(["other"], await shelf.TagsAsync());
    }

    [Fact]
    public async Task Retag_ThenDelete_TakesEveryTagOfTheDigest()
    {
        using var engine = Engines.Connect(Engines.Docker28);
        using var shelf = Shelf(isPlain: false);
        var digest = await shelf.PushAsync(engine);
        await shelf.Client.TagManifestAsync(await shelf.Client.GetManifestAsync(shelf.Repository, "1"), "stable");
        var tags = await shelf.TagsAsync();
        var same = (await shelf.Client.GetDescriptorAsync(shelf.Repository, "stable")).Digest;

        await shelf.Client.DeleteManifestAsync(shelf.Repository, digest);

        Assert.Equal(["1", "stable"], tags);
        Assert.Equal(digest, same);
        Assert.Empty(await shelf.TagsAsync());
        var gone = await Assert.ThrowsAsync<RegistryException>(() => shelf.Client.DeleteManifestAsync(shelf.Repository, digest));
        Assert.Equal(RegistryFailure.NotFound, gone.Failure);
    }

    [Fact]
    public async Task Delete_SwitchedOff_SaysHowToSwitchItOn()
    {
        await using var registry = await OwnRegistry.StartAsync();
        using var client = new RegistryClient(new(registry.Address) { PlainHttp = true });

        var failure = await Assert.ThrowsAsync<RegistryException>(() => client.DeleteManifestAsync("x", $"sha256:{new string('a', 64)}"));

        Assert.Equal(RegistryFailure.DeletionOff, failure.Failure);
        Assert.Contains("REGISTRY_STORAGE_DELETE_ENABLED", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WrongPassword_IsNamedAndNotRepeated()
    {
        using var client = new RegistryClient(RegistryShelf.OptionsOf(Lab.Registry) with { Password = "hunter2" });

        var failure = await Assert.ThrowsAsync<RegistryException>(() => client.ListRepositoriesAsync().AllAsync());

        Assert.Equal(RegistryFailure.WrongPassword, failure.Failure);
        Assert.DoesNotContain("hunter2", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownAuthority_SaysWhereItsCertificateBelongs()
    {
        using var client = new RegistryClient(RegistryShelf.OptionsOf(Lab.UntrustedRegistry) with { CaPem = null });

        var failure = await Assert.ThrowsAsync<RegistryException>(() => client.ListTagsAsync("x").AllAsync());

        Assert.Equal(RegistryFailure.UntrustedAuthority, failure.Failure);
        Assert.Contains("x509: certificate signed by unknown authority", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../secrets")]
    [InlineData("Upper")]
    [InlineData("a b")]
    [InlineData("")]
    public async Task Repository_OfNoSuchForm_IsNotAskedFor(string repository)
    {
        using var client = new RegistryClient(new($"{Lab.HostAddress}:1") { PlainHttp = true });

        var failure = await Assert.ThrowsAsync<RegistryException>(() => client.GetManifestAsync(repository, "1"));

        Assert.Equal(RegistryFailure.NotFound, failure.Failure);
    }

    [Fact]
    public async Task Tags_OfNoSuchRepository_AreNotFound()
    {
        using var shelf = Shelf(isPlain: false);

        var failure = await Assert.ThrowsAsync<RegistryException>(() => shelf.TagsAsync());

        Assert.Equal(RegistryFailure.NotFound, failure.Failure);
    }

    [Fact]
    public async Task Catalogue_Refused_AsksForAName()
    {
        await using var server = ScriptedServer.Saying("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        using var client = new RegistryClient(new(server.Endpoint["tcp://".Length..]) { PlainHttp = true });

        var failure = await Assert.ThrowsAsync<RegistryException>(() => client.ListRepositoriesAsync().AllAsync());

        Assert.Equal(RegistryFailure.NoCatalogue, failure.Failure);
    }

    private static RegistryShelf Shelf(bool isPlain) => new(isPlain ? Lab.PlainRegistry : Lab.Registry);
}
