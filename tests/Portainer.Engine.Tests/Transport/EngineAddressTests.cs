namespace Portainer.Engine.Tests.Transport;

public sealed class EngineAddressTests
{
    [Theory]
    [InlineData("unix:///var/run/docker.sock", false, "unix:///var/run/docker.sock", "docker")]
    [InlineData("npipe:////./pipe/docker_engine", false, "npipe://./pipe/docker_engine", "docker")]
    [InlineData("npipe://./pipe/docker_engine", false, "npipe://./pipe/docker_engine", "docker")]
    [InlineData("tcp://10.0.0.1:2375", false, "tcp://10.0.0.1:2375", "10.0.0.1:2375")]
    [InlineData("10.0.0.1:2376", true, "tcp://10.0.0.1:2376", "10.0.0.1:2376")]
    [InlineData("host.example", true, "tcp://host.example:2376", "host.example:2376")]
    [InlineData("host.example", false, "tcp://host.example:2375", "host.example:2375")]
    [InlineData("https://host.example/", true, "tcp://host.example:2376", "host.example:2376")]
    [InlineData("tcp://[::1]:2375", false, "tcp://[::1]:2375", "[::1]:2375")]
    public void Address_InAKnownForm_IsTakenApart(string text, bool tls, string display, string authority)
    {
        var address = EngineAddress.Parse(text, tls);

        Assert.Equal((display, authority), (address.Display, address.Authority));
    }

    [Theory]
    [InlineData("")]
    [InlineData("unix://docker.sock")]
    [InlineData("ssh://host")]
    [InlineData("npipe://docker_engine")]
    [InlineData("tcp://")]
    [InlineData("tcp://host:2375/path")]
    [InlineData("tcp://user@host:2375")]
    public void Address_InNoKnownForm_IsRefusedWithTheFormsThatAre(string text)
    {
        var exception = Assert.Throws<ArgumentException>(() => EngineAddress.Parse(text, tls: false));

        Assert.Contains("unix:///var/run/docker.sock", exception.Message, StringComparison.Ordinal);
    }
}
