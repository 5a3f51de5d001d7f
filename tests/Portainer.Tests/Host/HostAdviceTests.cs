using Portainer.Engine;
using Portainer.Host;

namespace Portainer.Tests.Host;

public sealed class HostAdviceTests
{
    [Fact]
    public void From_AWellSetUpEngine_SaysNothing() => Assert.Empty(HostAdvice.From(Good()));

    [Theory]
    [InlineData("aufs", "out of date", true)]
    [InlineData("devicemapper", "out of date", true)]
    [InlineData("vfs", "copies every layer", false)]
    public void From_StorageDriver_IsWarnedOf(string driver, string words, bool isGrave)
    {
        var info = Good();
        info.Driver = driver;
        var advice = Assert.Single(HostAdvice.From(info));
        Assert.Contains(words, advice.Title, StringComparison.Ordinal);
        Assert.Equal(isGrave, advice.IsGrave);
    }

    [Fact]
    public void From_InsecureRegistries_NamesThoseBeyondLoopback()
    {
        var info = Good();
        info.RegistryConfig.InsecureRegistryCIDRs = ["127.0.0.0/8", "::1/128", "10.0.0.0/8"];
        var advice = Assert.Single(HostAdvice.From(info));
        Assert.Contains("10.0.0.0/8", advice.Why, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.0/8", advice.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void From_SettingsOfTheDaemon_ComeWithTheLineThatChangesThem()
    {
        var info = Good();
        (info.Debug, info.LiveRestoreEnabled, info.LoggingDriver) = (true, false, "json-file");
        Assert.Equal(["\"debug\": false", "\"live-restore\": true", "\"log-driver\": \"local\""], HostAdvice.From(info).Select(advice => advice.Setting));
    }

    private static SystemInfoResponse Good() => new()
    {
        Driver = "overlay2",
        OSType = "linux",
        LoggingDriver = "local",
        LiveRestoreEnabled = true,
        SecurityOptions = ["name=seccomp,profile=builtin", "name=userns"],
    };
}
