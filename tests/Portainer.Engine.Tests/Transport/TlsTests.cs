using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Portainer.Testing;

namespace Portainer.Engine.Tests.Transport;

/// <summary>Against an engine that asks for a client certificate (<c>dockerd --tlsverify</c>).</summary>
public sealed class TlsTests
{
    private static string Ca => Lab.Certificate("client/ca.pem");

    private static string Cert => Lab.Certificate("client/cert.pem");

    private static string Key => Lab.Certificate("client/key.pem");

    private static string ForeignCa => Lab.Certificate("foreign-ca/ca.pem");

    [Fact]
    public async Task Connect_WithTheRightCertificates_Works()
    {
        using var client = Client(Lab.Tls, TlsOptions.FromPem(Ca, Cert, Key));

        Assert.StartsWith("20.10", (await client.System.GetVersionAsync()).Version, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_WrongCaButVerificationOff_Works()
    {
        using var client = Client(Lab.Tls, TlsOptions.FromPem(ForeignCa, Cert, Key, skipServer: true));

        Assert.StartsWith("20.10", (await client.System.GetVersionAsync()).Version, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_AnotherCa_IsUntrusted() =>
        await AssertFailsAsync(Lab.Tls, TlsOptions.FromPem(ForeignCa, Cert, Key), ConnectionFailure.UntrustedServer, "not signed by the CA");

    [Fact]
    public async Task Connect_SystemAuthoritiesOnly_IsUntrusted() =>
        await AssertFailsAsync(Lab.Tls, TlsOptions.FromPem(null, Cert, Key), ConnectionFailure.UntrustedServer, "not signed by the CA");

    [Fact]
    public async Task Connect_NoClientCertificate_SaysThatOneIsAskedFor() =>
        await AssertFailsAsync(Lab.Tls, TlsOptions.FromPem(Ca, null, null), ConnectionFailure.ClientCertificateRequired, "asks for a client certificate");

    [Fact]
    public async Task Connect_ForeignClientCertificate_SaysThatItWasRefused() => await AssertFailsAsync(
        Lab.Tls,
        TlsOptions.FromPem(Ca, Lab.Certificate("foreign-ca/cert.pem"), Lab.Certificate("foreign-ca/key.pem")),
        ConnectionFailure.ClientCertificateRequired,
        "refused the client certificate");

    [Fact]
    public async Task Connect_CertificateForAnotherName_SaysSo() =>
        await AssertFailsAsync(Lab.TlsOtherName, TlsOptions.FromPem(Ca, Cert, Key), ConnectionFailure.WrongHostName, "is not for");

    [Fact]
    public async Task Connect_CertificateForAnotherNameThatIsNamed_Works()
    {
        using var client = Client(Lab.TlsOtherName, TlsOptions.FromPem(Ca, Cert, Key) with { ServerName = Lab.DockerAddress });

        Assert.StartsWith("20.10", (await client.System.GetVersionAsync()).Version, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_PlainHttpToATlsPort_SaysThatTlsIsExpected() =>
        await AssertFailsAsync(Lab.Tls, tls: null, ConnectionFailure.TlsExpected, "speaks TLS");

    [Fact]
    public async Task Connect_TlsToAPlainPort_SaysThatPlainIsExpected()
    {
        await using var engine = await FakeEngine.StartAsync(new() { Tcp = true });

        await AssertFailsAsync(engine.TcpEndpoint[6..], TlsOptions.FromPem(Ca, Cert, Key), ConnectionFailure.PlainExpected, "does not speak TLS");
    }

    [Fact]
    public async Task Connect_CertificateExpired_SaysSo()
    {
        using var certificate = SelfSigned(DateTimeOffset.Parse("2020-01-01T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture), days: 1);
        await using var server = new ScriptedServer(async (stream, cancellationToken) =>
        {
            await using var tls = new SslStream(stream);
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, cancellationToken);
        });

        await AssertFailsAsync(
            server.Endpoint[6..], TlsOptions.FromPem(certificate.ExportCertificatePem(), null, null), ConnectionFailure.ServerCertificateExpired, "expired");
    }

    [Fact]
    public async Task Exec_InputEnded_OutputStillComes()
    {
        using var client = Client(Lab.Tls, TlsOptions.FromPem(Ca, Cert, Key));
        await using var container = await TestContainer.RunAsync(client, "sleep 1000");
        var exec = await client.Exec.ExecCreateContainerAsync(
            container.Id, new() { Cmd = ["sh", "-c", "cat; echo done"], AttachStdin = true, AttachStdout = true });
        await using var stream = await client.Exec.StartAndAttachContainerExecAsync(exec.ID, tty: false);

        await stream.WriteAsync("hello\n"u8.ToArray());
        stream.CloseWrite();

        Assert.Equal("hello\ndone\n", await Exec.ExecTests.ReadAllAsync(stream));
    }

    [Fact]
    public async Task Events_OverTls_AreStreamed()
    {
        using var client = Client(Lab.Tls, TlsOptions.FromPem(Ca, Cert, Key));
        await using var container = await TestContainer.CreateAsync(client, new() { Image = "lab/base:1", Cmd = ["true"] });
        // What happens before the engine listens to this request is replayed.
        var since = EngineTimestamp.From((await client.Containers.InspectContainerAsync(container.Id)).Created);
        await using var events = client.System.MonitorEventsAsync(
            new() { Since = since, Filters = new() { { "container", container.Id }, { "event", "rename" } } }).GetAsyncEnumerator();
        var next = events.MoveNextAsync();
        await client.Containers.RenameContainerAsync(container.Id, new() { NewName = container.Name + "-b" });

        Assert.True(await next);
        Assert.Equal("rename", events.Current.Action);
    }

    [Theory]
    [InlineData("no certificate", null, null, "CA certificate")]
    [InlineData(null, "x", null, "both its certificate and its private key")]
    [InlineData(null, "x", "y", "cannot be read")]
    public void Options_FromWhatIsNoPem_SayWhatIsWrong(string? ca, string? cert, string? key, string says) =>
        Assert.Contains(says, Assert.Throws<ArgumentException>(() => TlsOptions.FromPem(ca, cert, key)).Message, StringComparison.Ordinal);

    private static DockerClient Client(string address, TlsOptions? tls) => new(new() { Endpoint = "tcp://" + address, Tls = tls });

    private static async Task AssertFailsAsync(string address, TlsOptions? tls, ConnectionFailure failure, string says)
    {
        using var client = Client(address, tls);

        var exception = await Assert.ThrowsAsync<DockerConnectionException>(() => client.System.GetVersionAsync());

        Assert.Equal((failure, true), (exception.Failure, exception.Message.Contains(says, StringComparison.Ordinal)));
    }

    private static X509Certificate2 SelfSigned(DateTimeOffset from, int days)
    {
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, System.Security.Cryptography.HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(from, from.AddDays(days));
    }
}
