using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using Portainer.Startup;

namespace Portainer.Tests.Startup;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class HttpsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("portainer-https-").FullName;

    private string CertificateFile => Path.Combine(_folder, "cert.pem");

    private string KeyFile => Path.Combine(_folder, "key.pem");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Certificate_RenewedOnDisk_IsServedWithoutARestart()
    {
        using var first = Write("first.test");
        await using var app = await RunningApp.StartAsync(options => options with
        {
            Http = null,
            Https = ListenAddress.Parse("bind-https", "127.0.0.1:0"),
            CertificateFile = CertificateFile,
            CertificateKeyFile = KeyFile,
        });
        await AssertServedAsync(app, first);

        using var second = Write("second.test");

        await AssertServedAsync(app, second);
    }

    [Fact]
    public void Certificate_ReplacedByOneWithAnotherKey_KeepsTheOldUntilTheKeyFollows()
    {
        using var first = Write("first.test");
        var certificate = new HttpsCertificate(CertificateFile, KeyFile, NullLogger.Instance);
        var oldKey = File.ReadAllText(KeyFile);
        using var second = Write("second.test");
        var newKey = File.ReadAllText(KeyFile);
        File.WriteAllText(KeyFile, oldKey);
        Assert.Equal(first.Thumbprint, certificate.Current().TargetCertificate.Thumbprint);

        Replace(KeyFile, newKey, minutes: 2);

        Assert.Equal(second.Thumbprint, certificate.Current().TargetCertificate.Thumbprint);
    }

    [Fact]
    public async Task NoCertificate_FirstStart_MakesOneThatOnlyTheOwnerReadsAndKeepsIt()
    {
        await using var app = await RunningApp.StartAsync(options => options with { Http = null, Https = ListenAddress.Parse("bind-https", "127.0.0.1:0") });
        var folder = Path.Combine(app.Folder, "https");
        using var made = X509Certificate2.CreateFromPem(await File.ReadAllTextAsync(Path.Combine(folder, "cert.pem")));
        await AssertServedAsync(app, made);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "key.pem")));
        Assert.True(made.MatchesHostname("localhost"));
        Assert.True(made.MatchesHostname("127.0.0.1"));

        await app.RestartAsync();

        await AssertServedAsync(app, made);
    }

    [Fact]
    public void OwnCertificate_CloseToItsEnd_IsMadeAnew()
    {
        var time = new RunningApp.ManualTime();
        var own = new OwnCertificate(_folder, time, NullLogger.Instance);
        own.EnsureMade();
        var first = File.ReadAllText(own.CertificateFile);
        time.Now += TimeSpan.FromDays(700);
        own.EnsureMade();
        Assert.Equal(first, File.ReadAllText(own.CertificateFile));

        time.Now += TimeSpan.FromDays(100);
        own.EnsureMade();

        Assert.NotEqual(first, File.ReadAllText(own.CertificateFile));
    }

    private static async Task AssertServedAsync(RunningApp app, X509Certificate2 certificate)
    {
        using var browser = new Browser(app.Address, certificate);
        using var answer = await browser.GetAsync("/healthz");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    /// <summary>Each a minute younger than the one before, whatever the file system's clock can tell apart.</summary>
    private X509Certificate2 Write(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        var certificate = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var minutes = File.Exists(CertificateFile) ? 1 : 0;
        Replace(CertificateFile, certificate.ExportCertificatePem(), minutes);
        Replace(KeyFile, key.ExportPkcs8PrivateKeyPem(), minutes);
        return certificate;
    }

    private static void Replace(string file, string text, int minutes)
    {
        File.WriteAllText(file, text);
        File.SetLastWriteTimeUtc(file, TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(minutes));
    }
}
