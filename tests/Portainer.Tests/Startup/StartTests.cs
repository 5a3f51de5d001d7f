using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Portainer.Data;
using Portainer.Data.Endpoints;
using Portainer.Startup;

namespace Portainer.Tests.Startup;

public sealed class StartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("portainer-start-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Status_WithoutSession_TellsVersionAndAnIdThatStays()
    {
        await using var app = await RunningApp.StartAsync();
        var first = await StatusAsync(app);
        await app.RestartAsync();
        var second = await StatusAsync(app);

        Assert.Equal(ProductVersion.Text, first.GetProperty("Version").GetString());
        Assert.True(Guid.TryParse(first.GetProperty("InstanceID").GetString(), out _));
        Assert.Equal(first.GetProperty("InstanceID").GetString(), second.GetProperty("InstanceID").GetString());
    }

    [Fact]
    public async Task Health_DatabaseWithoutItsTables_SaysSo()
    {
        await using var app = await RunningApp.StartAsync();
        using var browser = app.NewBrowser();
        using var well = await browser.GetAsync("/healthz");
        Assert.Equal("ok", await well.Content.ReadAsStringAsync());

        await using (var connection = await app.Services.GetRequiredService<Db>().OpenAsync(CancellationToken.None))
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = "DROP TABLE schema_version";
            await command.ExecuteNonQueryAsync();
        }

        using var ill = await browser.GetAsync("/healthz");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ill.StatusCode);
    }

    [Fact]
    public async Task Host_Given_IsEndpointPrimary()
    {
        await using var app = await RunningApp.StartAsync(options => options with { Primary = new("primary", "unix:///var/run/docker.sock") });
        var store = app.Services.GetRequiredService<EndpointStore>();

        Assert.Equal("primary", Assert.Single(await store.ListAsync(CancellationToken.None)).Name);
    }

    [Fact]
    public async Task Host_GivenAgainAfterARename_AddsNothing()
    {
        await using var app = await RunningApp.StartAsync(options => options with { Primary = new("primary", "unix:///var/run/docker.sock") });
        var store = app.Services.GetRequiredService<EndpointStore>();
        await store.UpdateAsync(Assert.Single(await store.ListAsync(CancellationToken.None)) with { Name = "mine" }, CancellationToken.None);

        await app.RestartAsync();

        store = app.Services.GetRequiredService<EndpointStore>();
        Assert.Equal("mine", Assert.Single(await store.ListAsync(CancellationToken.None)).Name);
    }

    [Fact]
    public async Task AdminPassword_OnALaterStart_ChangesNothing()
    {
        var password = RunningApp.Password;
        await using var app = await RunningApp.StartAsync(options => options with { Administrator = new(null, password) });
        var before = (await app.AdministratorAsync()).PasswordHash;

        await app.RestartAsync();

        Assert.Equal(before, (await app.AdministratorAsync()).PasswordHash);
    }

    [Theory]
    [InlineData("/portainer/sign-in")]
    [InlineData("/sign-in")] // a proxy that strips the prefix
    public async Task BaseUrl_LinksAndRedirects_StayBelowIt(string path)
    {
        await using var app = await RunningApp.StartWithAdministratorAsync(options => options with { BasePath = "/portainer" });
        using var browser = app.NewBrowser();

        var page = await browser.OpenAsync(path);
        using var challenge = await browser.GetAsync("/portainer/account");
        using var answer = await browser.SubmitAsync(page, ("userName", "admin"), ("password", RunningApp.Password));

        Assert.Equal("/portainer/", page.QuerySelector("base")?.GetAttribute("href"));
        Assert.Equal("/portainer/sign-in?returnUrl=%2Fportainer%2Faccount", challenge.Headers.Location?.ToString());
        using var fromAPage = await browser.SubmitAsync(page, ("userName", "admin"), ("password", RunningApp.Password), ("returnUrl", "/endpoints/1?tab=a"));
        Assert.Equal("/portainer/", answer.Headers.Location?.ToString());
        Assert.Equal("/portainer/endpoints/1?tab=a", fromAPage.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Https_WithCertificate_ServesItAndMarksTheCookieSecure()
    {
        using var certificate = WriteCertificate();
        await using var app = await RunningApp.StartWithAdministratorAsync(options => options with
        {
            Http = null,
            Https = ListenAddress.Parse("bind-https", "127.0.0.1:0"),
            CertificateFile = Path.Combine(_folder, "cert.pem"),
            CertificateKeyFile = Path.Combine(_folder, "key.pem"),
        });
        using var browser = new Browser(app.Address, certificate);

        using var answer = await browser.SignInAsync("admin", RunningApp.Password);

        Assert.Equal("https", app.Address.Scheme);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), value => value.StartsWith("portainer_session=", StringComparison.Ordinal));
        Assert.Contains("secure", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Https_ProxyInFront_MarksTheCookieSecure()
    {
        await using var app = await RunningApp.StartWithAdministratorAsync();
        using var browser = app.NewBrowser();
        var page = await browser.OpenAsync("/sign-in");
        browser.Headers["X-Forwarded-Proto"] = "https";

        using var answer = await browser.SubmitAsync(page, ("userName", "admin"), ("password", RunningApp.Password));

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), value => value.StartsWith("portainer_session=", StringComparison.Ordinal));
        Assert.Contains("secure", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Program_PortInUse_OneSentence()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var address = $"127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";

        var (code, error, output) = await RunAsync("--data", _folder, "--bind", address);

        Assert.Equal(1, code);
        Assert.StartsWith($"Portainer cannot listen on {address}: another program listens there already.", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error + output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "Unknown flag --bnid", "--bnid", ":9000")]
    [InlineData(1, "cannot be written", "--data", "/dev/null/data")]
    [InlineData(1, "there is no such file", "--sslcert=/nowhere/cert.pem", "--sslkey=/nowhere/key.pem")]
    public async Task Program_WrongOption_OneSentence(int expected, string sentence, params string[] arguments)
    {
        var (code, error, output) = await RunAsync(arguments.Contains("--data") ? arguments : [.. arguments, "--data", _folder]);

        Assert.Equal(expected, code);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error + output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Program_CertificateWithoutItsKey_OneSentence()
    {
        WriteCertificate().Dispose();
        using var other = RSA.Create(2048);
        await File.WriteAllTextAsync(Path.Combine(_folder, "key.pem"), other.ExportPkcs8PrivateKeyPem());

        var (code, error, output) = await RunAsync(
            "--data", _folder, "--sslcert", Path.Combine(_folder, "cert.pem"), "--sslkey", Path.Combine(_folder, "key.pem"));

        Assert.Equal(1, code);
        Assert.Contains("--sslcert", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error + output, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Error, string Output)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. arguments])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, error, await output);
    }

    private static async Task<JsonElement> StatusAsync(RunningApp app)
    {
        using var browser = app.NewBrowser();
        using var answer = await browser.GetAsync("/api/system/status");
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync());
    }

    private X509Certificate2 WriteCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=portainer.test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        File.WriteAllText(Path.Combine(_folder, "cert.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
        return certificate;
    }
}
