using System.Text;
using Portainer.Testing;

namespace Portainer.Engine.Tests.Registry;

/// <summary>Against the lab's registries, and against scripts for what those do not do.</summary>
public sealed class RegistryClientTests
{
    [Fact]
    public async Task Ping_AccountAndOwnAuthority_IsLetIn()
    {
        using var client = new RegistryClient(Trusting(Lab.Registry));

        Assert.True(await client.PingAsync());
    }

    [Fact]
    public async Task Ping_PlainRegistry_LetsAnybodyIn()
    {
        using var client = new RegistryClient(new(Lab.PlainRegistry.Address) { PlainHttp = true, UserName = "nobody", Password = "nothing" });

        Assert.False(await client.PingAsync());
    }

    [Fact]
    public async Task Ping_WrongPassword_NamesTheUserAndNotThePassword()
    {
        var failure = await FailAsync(Trusting(Lab.Registry) with { Password = "hunter2" }, RegistryFailure.WrongPassword);

        Assert.Contains(Lab.Registry.User, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ping_NoAccount_IsToldToGiveOne() =>
        await FailAsync(Trusting(Lab.Registry) with { UserName = "", Password = null }, RegistryFailure.AccountNeeded);

    [Fact]
    public async Task Ping_UnknownAuthority_SaysWhereItsCertificateBelongs()
    {
        var failure = await FailAsync(Trusting(Lab.Registry) with { CaPem = null }, RegistryFailure.UntrustedAuthority);

        Assert.Contains($"/etc/docker/certs.d/{Lab.Registry.Address}/ca.crt", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ping_ForeignAuthority_IsNotTrusted() =>
        await FailAsync(Trusting(Lab.Registry) with { CaPem = Lab.Certificate("foreign-ca/ca.pem") }, RegistryFailure.UntrustedAuthority);

    [Fact]
    public async Task Ping_UnknownAuthoritySkipped_IsLetIn()
    {
        using var client = new RegistryClient(Trusting(Lab.Registry) with { CaPem = null, SkipVerify = true });

        Assert.True(await client.PingAsync());
    }

    [Fact]
    public async Task Ping_CertificateOfAnotherName_ListsTheNamesItIsFor()
    {
        var failure = await FailAsync(new(Lab.TlsOtherName) { CaPem = Lab.Certificate("ca.pem") }, RegistryFailure.WrongName);

        Assert.Contains(Lab.DockerAddress, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ping_TlsToAPlainRegistry_PointsToInsecureRegistries()
    {
        var failure = await FailAsync(new(Lab.PlainRegistry.Address), RegistryFailure.PlainExpected);

        Assert.Contains("insecure-registries", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ping_PlainHttpToATlsRegistry_SaysSo() =>
        await FailAsync(new(Lab.Registry.Address) { PlainHttp = true }, RegistryFailure.TlsExpected);

    [Fact]
    public async Task Ping_NothingListens_SaysSo() =>
        await FailAsync(new($"{Lab.HostAddress}:1") { PlainHttp = true }, RegistryFailure.Refused);

    [Fact]
    public async Task Ping_PacketsSwallowed_EndsInTime() =>
        await FailAsync(new(Lab.Blackhole) { Timeout = TimeSpan.FromMilliseconds(300) }, RegistryFailure.TimedOut);

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: https://elsewhere.example/\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Negotiate\r\nContent-Length: 0\r\n\r\n")]
    public async Task Ping_SomethingElse_IsNoRegistry(string answer)
    {
        await using var server = ScriptedServer.Saying(answer);

        await FailAsync(Plain(server), RegistryFailure.NotRegistry);
    }

    [Fact]
    public async Task Ping_TooManyRequests_AsksForPatience()
    {
        await using var server = ScriptedServer.Saying("HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n\r\n");

        await FailAsync(Plain(server), RegistryFailure.RateLimited);
    }

    [Fact]
    public async Task Ping_TokenServer_TradesTheAccountForAToken()
    {
        await using var server = TokenServer("ci", "right");
        using var client = new RegistryClient(Plain(server) with { UserName = "ci", Password = "right" });

        Assert.True(await client.PingAsync());
    }

    [Fact]
    public async Task Ping_TokenServerWrongPassword_SaysSo()
    {
        await using var server = TokenServer("ci", "right");

        await FailAsync(Plain(server) with { UserName = "ci", Password = "wrong" }, RegistryFailure.WrongPassword);
    }

    [Fact]
    public void Realm_WithoutTls_IsNotToldThePassword()
    {
        var challenge = RegistryChallenge.From([new("Bearer", "realm=\"http://elsewhere.example/token\",service=\"x\"")]);
        using var client = new RegistryClient(new("registry.example") { UserName = "ci", Password = "p" });

        Assert.Equal(RegistryFailure.UnsafeSignIn, Assert.Throws<RegistryException>(() => client.RealmOf(challenge!)).Failure);
    }

    [Fact]
    public void Realm_WithAQueryOfItsOwn_KeepsIt()
    {
        var challenge = RegistryChallenge.From([new("Basic", "realm=\"x\""), new("bearer", "realm=\"https://auth.example/token?a=b\",service=reg istry,scope=\"repository:x:pull\"")]);
        using var client = new RegistryClient(new("registry.example"));

        Assert.Equal("https://auth.example/token?a=b&service=reg&scope=repository%3Ax%3Apull", client.RealmOf(challenge!));
    }

    [Fact]
    public void Options_Printed_HidesThePassword() =>
        Assert.DoesNotContain("hunter2", $"{new RegistryClientOptions("host") { UserName = "u", Password = "hunter2" }}", StringComparison.Ordinal);

    private static async Task<RegistryException> FailAsync(RegistryClientOptions options, RegistryFailure expected)
    {
        using var client = new RegistryClient(options);
        var failure = await Assert.ThrowsAsync<RegistryException>(() => client.PingAsync());
        Assert.Equal((expected, true), (failure.Failure, failure.Message.Contains(options.Host, StringComparison.Ordinal)));
        return failure;
    }

    private static RegistryClientOptions Trusting(LabRegistry registry) =>
        new(registry.Address) { UserName = registry.User, Password = registry.Password, CaPem = File.ReadAllText(registry.CaFile) };

    private static RegistryClientOptions Plain(ScriptedServer server) => new(server.Endpoint["tcp://".Length..]) { PlainHttp = true };

    // Knows two addresses: /v2/, which wants a token, and /token, which wants the account.
    private static ScriptedServer TokenServer(string user, string password)
    {
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));
        ScriptedServer? server = null;
        server = new ScriptedServer(async (stream, cancellationToken) =>
        {
            var head = await ReadHeadAsync(stream, cancellationToken);
            var answer = head switch
            {
                _ when head.StartsWith("GET /token?service=lab", StringComparison.Ordinal) && head.Contains($"Basic {basic}", StringComparison.Ordinal) => Ok("""{"token":"t0ken"}"""),
                _ when head.StartsWith("GET /v2/ ", StringComparison.Ordinal) && head.Contains("Bearer t0ken", StringComparison.Ordinal) => Ok("{}"),
                _ => "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer realm=\"" + server!.Endpoint.Replace("tcp:", "http:", StringComparison.Ordinal)
                    + "/token\",service=\"lab\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
            };
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), cancellationToken);
        });
        return server;
    }

    private static string Ok(string body) =>
        $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}";

    private static async Task<string> ReadHeadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, cancellationToken) == 1)
        {
            head.Append((char)one[0]);
        }

        return head.ToString();
    }
}
