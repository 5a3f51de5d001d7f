using Microsoft.Extensions.DependencyInjection;
using Portainer.Access;
using Portainer.Data.Jobs;
using Portainer.Data.Registries;
using Portainer.Engine;
using Portainer.Registries;
using Portainer.Registries.Browse;
using Portainer.Testing;
using Portainer.Ui;

namespace Portainer.Tests.Registries;

/// <summary>The browser's verbs, by a stored account, against the lab's registry with TLS and a password.</summary>
public sealed class RegistryBrowserTests : IAsyncLifetime
{
    private readonly string _name = Lab.Registry.NewRepository();
    private EngineApp _app = null!;
    private Registry _registry = null!;
    private RegistrySession _session = null!;

    private string Repository => _name[(_name.IndexOf('/', StringComparison.Ordinal) + 1)..];

    public async Task InitializeAsync()
    {
        _app = await EngineApp.StartAsync(EngineApp.Docker28);
        _registry = await AddAsync(Lab.Registry.Password);
        _session = await _app.Get<RegistryBrowser>().OpenAsync(EngineApp.Administrator, _registry.Id, CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        _session.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Open_ByThoseWhoMayNot_IsRefused()
    {
        await Assert.ThrowsAsync<AccessDeniedException>(() => _app.Get<RegistryBrowser>().OpenAsync(EngineApp.Standard, _registry.Id, CancellationToken.None));
        await Assert.ThrowsAsync<AccessDeniedException>(() => _app.Get<RegistryBrowser>().PullAsync(Caller.Anonymous, _registry.Id, _app.Endpoint, $"{_name}:1", null, CancellationToken.None));
    }

    [Fact]
    public async Task Session_OfSomebodyElse_ReadsAndDeletesNothing()
    {
        using var session = new RegistrySession(EngineApp.Standard, _registry, new(new(_registry.Host)), []);

        Assert.False(session.MayChange);
        Assert.Throws<AccessDeniedException>(() => session.TagsAsync(Repository, CancellationToken.None));
        await Assert.ThrowsAsync<AccessDeniedException>(() => session.DeleteAsync(Repository, "sha256:aa", CancellationToken.None));
        await Assert.ThrowsAsync<AccessDeniedException>(() => session.RetagAsync(Repository, "1", "2", CancellationToken.None));
    }

    [Fact]
    public async Task Open_NoSuchRegistry_SaysSo() =>
        await Assert.ThrowsAsync<RegistryNotFoundException>(() => _app.Get<RegistryBrowser>().OpenAsync(EngineApp.Administrator, 999, CancellationToken.None));

    [Fact]
    public async Task Tags_WrongStoredPassword_SaysWhoIsNotAccepted()
    {
        var wrong = await AddAsync("hunter2");
        using var session = await _app.Get<RegistryBrowser>().OpenAsync(EngineApp.Administrator, wrong.Id, CancellationToken.None);

        var failure = await Assert.ThrowsAsync<RegistryException>(() => session.DescriptorAsync(Repository, "1", CancellationToken.None));

        Assert.True(Failures.IsTellable(failure));
        Assert.Contains(Lab.Registry.User, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Facts_OfAPushedTag_AreTheManifestsOwn()
    {
        var digest = await PushAsync("lab/base:1", "1");

        var facts = await _session.FactsAsync(Repository, "1", CancellationToken.None);
        var image = await _session.ImageAsync(Repository, "1", CancellationToken.None);

        Assert.Equal((digest, "linux/amd64"), (facts.Digest, facts.Platforms));
        Assert.Equal(image.Manifest.ContentSize, facts.Size);
        Assert.Equal((await _app.Engine.Images.InspectImageAsync("lab/base:1")).Created, facts.Created);
        Assert.Contains(Repository, await RepositoriesAsync());
    }

    [Fact]
    public async Task Pull_WithTheStoredAccount_BringsTheImageToTheEngine()
    {
        await PushAsync("lab/base:1", "1");
        var job = await _app.Get<RegistryBrowser>().PullAsync(EngineApp.Administrator, _registry.Id, _app.Endpoint, $"{_name}:1", null, CancellationToken.None);
        await job.Ended;
        _app.Afterwards(() => _app.Engine.Images.DeleteImageAsync($"{_name}:1"));

        Assert.Equal((JobState.Succeeded, $"{_name}:1 is on primary."), (job.State, job.Outcome));
        Assert.Contains($"{_name}:1", (await _app.Engine.Images.InspectImageAsync($"{_name}:1")).RepoTags);
    }

    [Fact]
    public async Task Pull_OfWhatIsNotThere_FailsInASentence()
    {
        var job = await _app.Get<RegistryBrowser>().PullAsync(EngineApp.Administrator, _registry.Id, _app.Endpoint, $"{_name}:none", null, CancellationToken.None);
        await job.Ended;

        Assert.Equal(JobState.Failed, job.State);
        Assert.Contains("not found", job.Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_TagWithATwin_NamesAndTakesBothAndLeavesTheRest()
    {
        await PushAsync("lab/base:1", "1");
        await PushAsync("lab/web:1", "other");
        await _session.RetagAsync(Repository, "1", "stable", CancellationToken.None);
        using var scope = _app.App.Services.CreateScope();
        var (deletion, asked) = (scope.ServiceProvider.GetRequiredService<TagDeletion>(), scope.ServiceProvider.GetRequiredService<Confirmations>());
        asked.Changed += () => _ = asked.Asked is null ? null : Task.Run(() => asked.Answer(true));

        var plan = await deletion.PlanAsync(_session, Repository, ["1"], ["1", "other", "stable"], CancellationToken.None);
        Assert.Equal(["1", "stable (same image as 1)"], plan!.Question.Names);
        Assert.True(await deletion.RunAsync(_session, plan, tag => tag));

        Assert.Equal(["other"], await TagsAsync());
    }

    [Fact]
    public async Task Delete_PartOfAnIndex_IsSaidBefore()
    {
        var digest = await PushAsync("lab/base:1", "1");
        var part = (await _session.ImageAsync(Repository, "1", CancellationToken.None)).Manifest;
        var index = $$$"""{"schemaVersion":2,"mediaType":"{{{RegistryMediaTypes.DockerManifestList}}}","manifests":[{"mediaType":"{{{part.MediaType}}}","size":{{{part.Raw.Length}}},"digest":"{{{digest}}}","platform":{"os":"linux","architecture":"amd64"}}]}""";
        using var client = new RegistryClient(new(_registry.Host) { UserName = Lab.Registry.User, Password = Lab.Registry.Password, CaPem = _registry.CaPem });
        await client.TagManifestAsync(part with { MediaType = RegistryMediaTypes.DockerManifestList, Raw = System.Text.Encoding.UTF8.GetBytes(index) }, "all");
        using var scope = _app.App.Services.CreateScope();
        var deletion = scope.ServiceProvider.GetRequiredService<TagDeletion>();

        var one = await deletion.PlanAsync(_session, Repository, ["1"], ["1", "all"], CancellationToken.None);
        var both = await deletion.PlanAsync(_session, Repository, ["1", "all"], ["1", "all"], CancellationToken.None);

        Assert.Equal(["1"], one!.Question.Names);
        Assert.Equal(["all"], one.Broken);
        Assert.Contains("all stays, but loses the platform", one.Question.Sentence, StringComparison.Ordinal);
        Assert.Empty(both!.Broken);
    }

    [Fact]
    public async Task Delete_NotConfirmed_TouchesNothing()
    {
        await PushAsync("lab/base:1", "1");
        using var scope = _app.App.Services.CreateScope();
        var (deletion, asked) = (scope.ServiceProvider.GetRequiredService<TagDeletion>(), scope.ServiceProvider.GetRequiredService<Confirmations>());
        asked.Changed += () => _ = asked.Asked is null ? null : Task.Run(() => asked.Answer(false));

        var plan = await deletion.PlanAsync(_session, Repository, ["1"], ["1"], CancellationToken.None);

        Assert.False(await deletion.RunAsync(_session, plan!, tag => tag));
        Assert.Equal(["1"], await TagsAsync());
    }

    private Task<Registry> AddAsync(string password) => _app.Get<RegistryStore>().CreateAsync(
        new(EngineApp.Name("lab"), RegistryKind.Custom, Lab.Registry.Address) { UserName = Lab.Registry.User, Secret = password, CaPem = File.ReadAllText(Lab.Registry.CaFile) },
        CancellationToken.None);

    private async Task<string> PushAsync(string image, string tag)
    {
        var account = new AuthConfig { Username = Lab.Registry.User, Password = Lab.Registry.Password, ServerAddress = Lab.Registry.Address };
        await _app.Engine.Images.TagImageAsync(image, new() { RepositoryName = _name, Tag = tag });
        var digest = "";
        await foreach (var message in _app.Engine.Images.PushImageAsync($"{_name}:{tag}", auth: account))
        {
            Assert.Null(message.ErrorMessage);
            digest = message.Aux?.GetProperty("Digest").GetString() ?? digest;
        }

        await _app.Engine.Images.DeleteImageAsync($"{_name}:{tag}");
        return digest;
    }

    private async Task<IReadOnlyList<string>> TagsAsync() => await AllAsync(_session.TagsAsync(Repository, CancellationToken.None));

    private async Task<IReadOnlyList<string>> RepositoriesAsync() => await AllAsync(_session.RepositoriesAsync(CancellationToken.None));

    private static async Task<IReadOnlyList<string>> AllAsync(IAsyncEnumerable<IReadOnlyList<string>> pages)
    {
        var all = new List<string>();
        await foreach (var page in pages)
        {
            all.AddRange(page);
        }

        return [.. all.Order(StringComparer.Ordinal)];
    }
}
