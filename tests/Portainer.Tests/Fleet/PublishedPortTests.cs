using Portainer.Fleet;

namespace Portainer.Tests.Fleet;

public sealed class PublishedPortTests
{
    [Theory]
    [InlineData("0.0.0.0", 8080, 80, "tcp", "", "engine.lan", "http://engine.lan:8080")]
    [InlineData("0.0.0.0", 8080, 80, "tcp", "203.0.113.7", "engine.lan", "http://203.0.113.7:8080")]
    [InlineData("192.0.2.4", 8080, 80, "tcp", "203.0.113.7", "engine.lan", "http://192.0.2.4:8080")]
    [InlineData("127.0.0.1", 8080, 80, "tcp", "", "localhost", "http://localhost:8080")]
    [InlineData("::", 8443, 443, "tcp", "", "fd00::1", "https://[fd00::1]:8443")]
    [InlineData("0.0.0.0", 53, 53, "udp", "", "engine.lan", null)]
    public void Link_PublishedPort_NamesAHostThatTheBrowserCanReach(
        string address, int hostPort, int containerPort, string protocol, string publicAddress, string fallback, string? expected) =>
        Assert.Equal(expected, new PublishedPort(address, hostPort, containerPort, protocol).Link(publicAddress, fallback));

    [Fact]
    public void Link_OnlyExposed_IsNone() => Assert.Null(new PublishedPort("", null, 80, "tcp").Link("", "host"));

    [Fact]
    public void From_SamePortOnBothAddressFamilies_IsOnePort()
    {
        var ports = PublishedPort.From(
        [
            new() { PrivatePort = 443, Type = "tcp" },
            new() { IP = "0.0.0.0", PrivatePort = 80, PublicPort = 8080, Type = "tcp" },
            new() { IP = "::", PrivatePort = 80, PublicPort = 8080, Type = "tcp" },
            new() { IP = "127.0.0.1", PrivatePort = 53, PublicPort = 53, Type = "udp" },
        ]);
        Assert.Equal(["127.0.0.1:53→53/udp", "8080→80/tcp", "443/tcp"], ports.Select(port => port.Text));
    }
}
