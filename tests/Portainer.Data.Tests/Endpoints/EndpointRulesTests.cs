using Portainer.Data.Endpoints;

namespace Portainer.Data.Tests.Endpoints;

public sealed class EndpointRulesTests
{
    [Theory]
    [InlineData("192.168.99.101:2376", "tcp://192.168.99.101:2376")]
    [InlineData("  TCP://engine.example:2375/ ", "tcp://engine.example:2375")]
    [InlineData("tcp://engine", "tcp://engine")]
    [InlineData("[fd00::1]:2376", "tcp://[fd00::1]:2376")]
    [InlineData("unix:///var/run/docker.sock", "unix:///var/run/docker.sock")]
    [InlineData("npipe:////./pipe/docker_engine", "npipe:////./pipe/docker_engine")]
    public void NormalizeUrl_KnownForm_IsAccepted(string url, string expected) =>
        Assert.Equal(expected, EndpointRules.NormalizeUrl(url));

    [Theory]
    [InlineData("")]
    [InlineData("unix://")]
    [InlineData("unix://var")]
    [InlineData("http://engine:2375")]
    [InlineData("ssh://root@engine")]
    [InlineData("tcp://user:secret@engine:2375")]
    [InlineData("tcp://engine:2375/path")]
    [InlineData("tcp://engine:99999")]
    [InlineData("tcp://:2375")]
    [InlineData("engine one:2375")]
    [InlineData("engine\n:2375")]
    public void NormalizeUrl_AnythingElse_IsRefused(string url) =>
        Assert.Equal("Url", Assert.Throws<InvalidEndpointException>(() => EndpointRules.NormalizeUrl(url)).Field);

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("a\tb")]
    public void NormalizeName_Unusable_IsRefused(string name) =>
        Assert.Equal("Name", Assert.Throws<InvalidEndpointException>(() => EndpointRules.NormalizeName(name)).Field);

    [Theory]
    [InlineData(TlsMode.Mutual)]
    [InlineData(TlsMode.ClientOnly)]
    public void NormalizeTls_ClientKeyMissing_IsRefused(TlsMode mode) =>
        Assert.Throws<InvalidEndpointException>(() => EndpointRules.NormalizeTls(new() { Mode = mode, CaPem = "ca", CertPem = "cert" }));

    [Fact]
    public void NormalizeTls_VerifyServer_KeepsOnlyTheAuthority() => Assert.Equal(
        new EndpointTls { Mode = TlsMode.VerifyServer, CaPem = "ca" },
        EndpointRules.NormalizeTls(new() { Mode = TlsMode.VerifyServer, CaPem = "ca", CertPem = "cert", KeyPem = "key" }));
}
