using Portainer.Data.Registries;

namespace Portainer.Data.Tests.Registries;

public sealed class RegistryRulesTests
{
    [Theory]
    [InlineData("registry.example.com", "registry.example.com")]
    [InlineData(" https://Registry.Example.com:5000/ ", "registry.example.com:5000")]
    [InlineData("http://10.0.0.5:5000/v2/", "10.0.0.5:5000")]
    [InlineData("[fd00::5]:5000", "[fd00::5]:5000")]
    [InlineData("gitlab.example.com:5050/Team/app", "gitlab.example.com:5050/team/app")]
    [InlineData("https://index.docker.io/v1/", "docker.io")]
    [InlineData("registry-1.docker.io", "docker.io")]
    [InlineData("hub.docker.com", "docker.io")]
    public void NormalizeUrl_KnownForm_IsWhatImageNamesBeginWith(string typed, string stored) =>
        Assert.Equal(stored, RegistryRules.NormalizeUrl(typed));

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("host:port")]
    [InlineData("host:5000/with space")]
    [InlineData("ftp://host")]
    [InlineData("host/../other")]
    [InlineData("user:password@host")]
    public void NormalizeUrl_UnknownForm_IsRefused(string typed) =>
        Assert.Equal("Url", Assert.Throws<InvalidRegistryException>(() => RegistryRules.NormalizeUrl(typed)).Field);
}
