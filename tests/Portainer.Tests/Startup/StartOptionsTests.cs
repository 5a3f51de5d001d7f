using Microsoft.Extensions.Logging;
using Portainer.Data.Endpoints;
using Portainer.Startup;

namespace Portainer.Tests.Startup;

public sealed class StartOptionsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("portainer-start-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Parse_Nothing_ServesPort9000Everywhere()
    {
        var options = Parse();

        Assert.Equal(new ListenAddress(null, 9000), options.Http);
        Assert.Null(options.Https);
        Assert.Null(options.Primary);
        Assert.Null(options.Administrator);
        Assert.True(options.RequiresSetupToken);
        Assert.Equal("", options.BasePath);
        Assert.Equal(LogLevel.Information, options.LogLevel);
    }

    [Theory]
    [InlineData("--bind", ":8080")]
    [InlineData("--bind=:8080", null)]
    [InlineData("-p", ":8080")]
    [InlineData("-p=:8080", null)]
    [InlineData("-p:8080", null)]
    [InlineData("-p", "8080")]
    public void Parse_BindInEveryForm_IsUnderstood(string first, string? second) =>
        Assert.Equal(new ListenAddress(null, 8080), Parse(second is null ? [first] : [first, second]).Http);

    [Theory]
    [InlineData("127.0.0.1:9000", "127.0.0.1:9000")]
    [InlineData("0.0.0.0:9000", "0.0.0.0:9000")]
    [InlineData("[::1]:9000", "[::1]:9000")]
    [InlineData("localhost:9000", "127.0.0.1:9000")]
    [InlineData("*:9000", ":9000")]
    public void Parse_BindAddress_IsUnderstood(string text, string expected) =>
        Assert.Equal(expected, Parse("--bind", text).Http!.ToString());

    [Theory]
    [InlineData("")]
    [InlineData(":")]
    [InlineData("::1:9000")]
    [InlineData("some.host:9000")]
    [InlineData(":70000")]
    [InlineData(":-1")]
    [InlineData("9000x")]
    public void Parse_BindNonsense_IsRefused(string text) => Assert.Contains("127.0.0.1:9000", Refusal("--bind", text), StringComparison.Ordinal);

    [Fact]
    public void Parse_UnknownFlag_NamesItTheNearestAndAll()
    {
        var failure = Assert.Throws<StartException>(() => Parse("--bnid", ":9000"));

        Assert.Equal(2, failure.ExitCode);
        Assert.Contains("Unknown flag --bnid. Did you mean --bind?", failure.Message, StringComparison.Ordinal);
        Assert.All(StartFlag.All, flag => Assert.Contains($"{flag}", failure.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("-x")]
    [InlineData("--completely-different")]
    public void Parse_UnknownFlagLikeNoOther_GuessesNothing(string flag)
    {
        var sentence = Refusal(flag);

        Assert.Contains($"Unknown flag {flag}.", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("Did you mean", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_WordAlone_IsRefused() => Assert.Contains("“serve”", Refusal("serve"), StringComparison.Ordinal);

    [Fact]
    public void Parse_ValueMissing_IsRefused() => Assert.Contains("--data needs a value", Refusal("--data"), StringComparison.Ordinal);

    [Fact]
    public void Parse_Environment_IsRead()
    {
        var options = ParseWith(new()
        {
            ["PORTAINER_BIND"] = "127.0.0.1:1234",
            ["PORTAINER_DATA"] = _folder,
            ["PORTAINER_HOST"] = "unix:///var/run/docker.sock",
            ["PORTAINER_HIDE_LABEL"] = "a=1,b=2",
            ["PORTAINER_NO_SETUP_TOKEN"] = "true",
            ["PORTAINER_POSTGRES"] = "Host=db",
            ["TRUSTED_ORIGINS"] = "https://portainer.example.com",
            ["PORTAINER_SERVICE_HOST"] = "10.0.0.1", // what Kubernetes adds by itself
        });

        Assert.Equal("127.0.0.1:1234", options.Http!.ToString());
        Assert.Equal(_folder, options.DataFolder);
        Assert.Equal("unix:///var/run/docker.sock", options.Primary!.Url);
        Assert.Equal([new("a", "1"), new("b", "2")], options.HiddenLabels);
        Assert.False(options.RequiresSetupToken);
        Assert.Equal("Host=db", options.PostgresConnection);
        Assert.Equal(["https://portainer.example.com"], options.TrustedOrigins);
    }

    [Fact]
    public void Parse_CommandLineAndEnvironment_CommandLineWins() =>
        Assert.Equal(1, ParseWith(new() { ["PORTAINER_BIND"] = ":2" }, "--bind", ":1").Http!.Port);

    [Fact]
    public void Parse_EmptyEnvironment_IsAsIfUnset() => Assert.Equal(9000, ParseWith(new() { ["PORTAINER_BIND"] = "" }).Http!.Port);

    [Fact]
    public void Parse_HideLabelRepeated_KeepsAll() => Assert.Equal(
        [new("owner", "ci"), new("secret", "a=b")], Parse("-l", "owner=ci", "--hide-label=secret=a=b").HiddenLabels);

    [Theory]
    [InlineData("--hide-label", "owner")]
    [InlineData("--hide-label", "=ci")]
    [InlineData("--log-level", "LOUD")]
    [InlineData("--log-mode", "PINK")]
    [InlineData("--base-url", "portainer")]
    [InlineData("--base-url", "/a?b")]
    [InlineData("--trusted-origins", "portainer.example.com")]
    [InlineData("--trusted-origins", "https://portainer.example.com/path")]
    [InlineData("--setup-token", "short")]
    [InlineData("--host", "ftp://engine")]
    [InlineData("--tlsverify=maybe", null)]
    [InlineData("--bind-https", ":x")]
    [InlineData("--sslcert", "cert.pem")]
    [InlineData("--tlsverify", null)]
    public void Parse_BadValue_IsRefusedNamingTheFlag(string flag, string? value) =>
        Assert.Contains(flag.Split('=')[0], Refusal(value is null ? [flag] : [flag, value]), StringComparison.Ordinal);

    [Theory]
    [InlineData("--bind-https=:9444", 9444)]
    [InlineData("--http-disabled", 9443)]
    public void Parse_HttpsWithoutACertificate_IsServedWithOneOfOurOwn(string flag, int port)
    {
        var options = Parse(flag);

        Assert.Equal(port, options.Https!.Port);
        Assert.Null(options.CertificateFile);
    }

    [Theory]
    [InlineData("/", "")]
    [InlineData("/portainer", "/portainer")]
    [InlineData("/a/b/", "/a/b")]
    public void Parse_BaseUrl_LosesItsLastSlash(string text, string expected) => Assert.Equal(expected, Parse("-b", text).BasePath);

    [Fact]
    public void Parse_Help_ListsEveryFlagWithItsEnvironment()
    {
        var text = Parse("--help").Answer!;

        Assert.All(StartFlag.All, flag => Assert.Contains($"{flag}", text, StringComparison.Ordinal));
        Assert.All(StartFlag.All.Where(flag => flag.HasEnvironment), flag => Assert.Contains(flag.Environment, text, StringComparison.Ordinal));
        Assert.Contains("PORTAINER_POSTGRES", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_Version_PrintsIt() => Assert.Equal($"Portainer for .NET {ProductVersion.Text}", Parse("--version").Answer);

    [Fact]
    public void Parse_AdminPasswordFile_LosesItsTrailingNewline()
    {
        var file = Path.Combine(_folder, "password");
        File.WriteAllText(file, "correct horse\r\n");

        Assert.Equal("correct horse", Parse("--admin-password-file", file).Administrator!.Password);
    }

    [Fact]
    public void Parse_AdminPasswordFileMissing_IsRefused()
    {
        var failure = Assert.Throws<StartException>(() => Parse("--admin-password-file", Path.Combine(_folder, "absent")));

        Assert.Equal(1, failure.ExitCode);
        Assert.Contains("there is no such file", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_BothAdminPasswords_AreRefused() =>
        Assert.Contains("exclude each other", Refusal("--admin-password", "a", "--admin-password-file", "b"), StringComparison.Ordinal);

    [Fact]
    public void Parse_AdminPasswordInClear_IsRefusedWithoutRepeatingIt()
    {
        var sentence = Refusal("--admin-password", "my secret");

        Assert.Contains("bcrypt", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("my secret", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void StartOptions_Printed_ShowNoSecret()
    {
        var options = ParseWith(new() { ["PORTAINER_POSTGRES"] = "Password=one-secret" }, "--setup-token", "another-secret");

        Assert.DoesNotContain("secret", $"{options} {options.Administrator}", StringComparison.Ordinal);
        Assert.DoesNotContain("secret", $"{new AdminCredential("secret", "secret")}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TlsMode.Mutual, "--tlsverify", "ca", "cert", "key")]
    [InlineData(TlsMode.VerifyServer, "--tlsverify", "ca", null, null)]
    [InlineData(TlsMode.ClientOnly, "--tlsskipverify", null, "cert", "key")]
    [InlineData(TlsMode.SkipVerification, "--tlsskipverify", null, null, null)]
    public void Parse_HostWithTls_BecomesPrimary(TlsMode mode, string flag, string? ca, string? cert, string? key)
    {
        var options = Parse([
            "-H", "far:2376", flag,
            .. ca is null ? Array.Empty<string>() : ["--tlscacert", Pem(ca)],
            .. cert is null ? Array.Empty<string>() : ["--tlscert", Pem(cert)],
            .. key is null ? Array.Empty<string>() : ["--tlskey", Pem(key)]]);

        Assert.Equal("primary", options.Primary!.Name);
        Assert.Equal("tcp://far:2376", options.Primary.Url);
        Assert.Equal(new EndpointTls { Mode = mode, CaPem = ca, CertPem = cert, KeyPem = key }, options.Primary.Tls);
    }

    [Theory]
    [InlineData("-H", "far:2376", "--tlscacert", "ca.pem")]
    [InlineData("-H", "far:2376", "--tlsverify", "--tlscert=/nowhere/cert.pem")]
    public void Parse_HostWithUselessTlsFlags_IsRefused(params string[] arguments) => Assert.Contains("--tls", Refusal(arguments), StringComparison.Ordinal);

    [Theory]
    [InlineData(true, "/data")]
    [InlineData(false, "/home/maria/.data/portainer")]
    public void DefaultFolder_VolumeOrHome(bool volume, string expected) =>
        Assert.Equal(expected, DefaultFolder.Choose(name => name == "XDG_DATA_HOME" ? "/home/maria/.data" : null, volume));

    [Fact]
    public void DefaultFolder_RelativeXdg_IsIgnored() => Assert.EndsWith(
        "/portainer", DefaultFolder.Choose(_ => "relative", volumeIsWritable: false), StringComparison.Ordinal);

    private static string Refusal(params string[] arguments) => Assert.Throws<StartException>(() => Parse(arguments)).Message;

    private static StartOptions Parse(params string[] arguments) => ParseWith([], arguments);

    private static StartOptions ParseWith(Dictionary<string, string> environment, params string[] arguments) =>
        StartOptions.Parse(arguments, name => environment.GetValueOrDefault(name));

    private string Pem(string content)
    {
        var file = Path.Combine(_folder, content);
        File.WriteAllText(file, content);
        return file;
    }
}
