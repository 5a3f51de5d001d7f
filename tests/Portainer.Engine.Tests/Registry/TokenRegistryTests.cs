using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Portainer.Testing;

namespace Portainer.Engine.Tests.Registry;

/// <summary>A real registry that lets in by signed tokens, as Docker Hub and most hosted ones do: who may do what is the token server's to say.</summary>
public sealed class TokenRegistryTests : IAsyncLifetime
{
    private TokenServer _tokens = null!;
    private OwnRegistry _registry = null!;

    public async Task InitializeAsync()
    {
        _tokens = await TokenServer.StartAsync();
        _registry = await OwnRegistry.StartAsync(_tokens.Configuration);
        await PushAsync("open/app");
        await PushAsync("team/app");
        _tokens.Asked.Clear();
    }

    public async Task DisposeAsync()
    {
        await _registry.DisposeAsync();
        await _tokens.DisposeAsync();
    }

    [Fact]
    public async Task Account_ThatMayAll_ListsReadsAndTagsWithATokenForEach()
    {
        using var client = Client("admin");

        Assert.True(await client.PingAsync());
        Assert.Equal(["open/app", "team/app"], (await client.ListRepositoriesAsync().AllAsync()).SelectMany(page => page));
        var manifest = await client.GetManifestAsync("team/app", "1");
        await client.TagManifestAsync(manifest, "2");
        Assert.Equal(["1", "2"], (await client.ListTagsAsync("team/app").AllAsync()).SelectMany(page => page).Order());
        Assert.Equal(manifest.Digest, (await client.GetDescriptorAsync("team/app", "2")).Digest);

        // A token is kept for what it is for: five readings of one repository ask once.
        Assert.Equal(["admin", "admin registry:catalog:*", "admin repository:team/app:pull", "admin repository:team/app:pull,push"], _tokens.Asked.Order());
    }

    [Fact]
    public async Task NoAccount_OpenRepository_IsReadWithATokenOfItsScope()
    {
        using var client = Client(null);

        Assert.Equal(["1"], (await client.ListTagsAsync("open/app").AllAsync()).SelectMany(page => page));
        Assert.StartsWith("sha256:", (await client.GetDescriptorAsync("open/app", "1")).Digest, StringComparison.Ordinal);

        Assert.Equal(["- repository:open/app:pull"], _tokens.Asked);
    }

    [Theory]
    [InlineData(null, "team/app", "somebody without an account")]
    [InlineData("reader", "no/such", "reader")]
    public async Task Repository_OutOfReach_IsDeniedInASentenceThatNamesWho(string? user, string repository, string who)
    {
        using var client = Client(user);

        var failure = await Assert.ThrowsAsync<RegistryException>(() => client.ListTagsAsync(repository).AllAsync());

        Assert.Contains(failure.Failure, (RegistryFailure[])[RegistryFailure.Denied, RegistryFailure.NotFound]);
        Assert.Contains(who, failure.Message, StringComparison.Ordinal);
        Assert.Contains(repository, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Account_ThatMayOnlyRead_ReadsAndIsDeniedTheRest()
    {
        using var client = Client("reader");
        var manifest = await client.GetManifestAsync("team/app", "1");

        var tagged = await Assert.ThrowsAsync<RegistryException>(() => client.TagManifestAsync(manifest, "2"));
        var deleted = await Assert.ThrowsAsync<RegistryException>(() => client.DeleteManifestAsync("team/app", manifest.Digest));
        var listed = await Assert.ThrowsAsync<RegistryException>(() => client.ListRepositoriesAsync().AllAsync());

        Assert.Equal((RegistryFailure.Denied, RegistryFailure.Denied, RegistryFailure.NoCatalogue), (tagged.Failure, deleted.Failure, listed.Failure));
        Assert.Contains("reader tag team/app:2", tagged.Message, StringComparison.Ordinal);
        Assert.Contains("does not list its repositories to reader", listed.Message, StringComparison.Ordinal);
        Assert.Equal(["1"], (await client.ListTagsAsync("team/app").AllAsync()).SelectMany(page => page));
    }

    [Fact]
    public async Task Account_WithAWrongPassword_IsToldSoAndNotThePassword()
    {
        using var client = new RegistryClient(Options() with { UserName = "reader", Password = "hunter2" });

        var failure = await Assert.ThrowsAsync<RegistryException>(() => client.ListTagsAsync("team/app").AllAsync());

        Assert.Equal(RegistryFailure.WrongPassword, failure.Failure);
        Assert.DoesNotContain("hunter2", failure.ToString(), StringComparison.Ordinal);
    }

    private RegistryClientOptions Options() => new(_registry.Address) { PlainHttp = true };

    private RegistryClient Client(string? user) => new(user is null ? Options() : Options() with { UserName = user, Password = TokenServer.Password });

    /// <summary>An image of one empty layer, as a docker client would send it.</summary>
    private async Task PushAsync(string repository)
    {
        // The rule against HttpClient is about engines.
        using var http = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false });
        var config = await BlobAsync(http, repository, """{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[]}}""");
        const string Type = "application/vnd.docker.distribution.manifest.v2+json";
        var manifest = $$"""{"schemaVersion":2,"mediaType":"{{Type}}","config":{"mediaType":"application/vnd.docker.container.image.v1+json","size":{{config.Size}},"digest":"{{config.Digest}}"},"layers":[]}""";
        using var content = new StringContent(manifest, Encoding.UTF8);
        content.Headers.ContentType = new MediaTypeHeaderValue(Type);
        using var answer = await SendAsync(http, repository, HttpMethod.Put, $"http://{_registry.Address}/v2/{repository}/manifests/1", content);
    }

    private async Task<(string Digest, int Size)> BlobAsync(HttpMessageInvoker http, string repository, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var digest = $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}";
        using var begun = await SendAsync(http, repository, HttpMethod.Post, $"http://{_registry.Address}/v2/{repository}/blobs/uploads/", null);
        using var content = new ByteArrayContent(bytes);
        using var done = await SendAsync(http, repository, HttpMethod.Put, $"{begun.Headers.Location}&digest={Uri.EscapeDataString(digest)}", content);
        return (digest, bytes.Length);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMessageInvoker http, string repository, HttpMethod method, string address, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        request.Headers.Authorization = new("Bearer", _tokens.Token(repository));
        var answer = await http.SendAsync(request, CancellationToken.None);
        Assert.True(answer.IsSuccessStatusCode, $"{method} {address}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return answer;
    }
}
