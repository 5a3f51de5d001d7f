using Portainer.Images;

namespace Portainer.Tests.Images;

public sealed class ImageNameTests
{
    [Theory]
    [InlineData(null, "nginx", "nginx")]
    [InlineData("docker.io", "nginx:1", "nginx:1")]
    [InlineData("docker.io/team", "app:1", "team/app:1")]
    [InlineData("registry.example.com:5000", "app:1", "registry.example.com:5000/app:1")]
    [InlineData("registry.example.com/team", "registry.example.com/team/app", "registry.example.com/team/app")]
    [InlineData("registry.example.com", "other.example.com/app", "other.example.com/app")]
    public void In_ChosenRegistry_BeginsTheName(string? url, string name, string expected) => Assert.Equal(expected, ImageName.In(url, name));

    [Theory]
    [InlineData(null, "a.example.com/app:1", "a.example.com/app:1")]
    [InlineData("b.example.com", "a.example.com/team/app:1", "b.example.com/team/app:1")]
    [InlineData("b.example.com/x", "nginx:1", "b.example.com/x/nginx:1")]
    [InlineData("docker.io", "a.example.com/team/app:1", "team/app:1")]
    public void MovedTo_AnotherRegistry_KeepsTheRest(string? url, string name, string expected) => Assert.Equal(expected, ImageName.MovedTo(url, name));

    [Fact]
    public void Href_NameWithHostAndSlashes_IsOneAddress() =>
        Assert.Equal("endpoints/3/images/registry.example.com%3A5000/team/app%3A1", ImageName.Href(3, "registry.example.com:5000/team/app:1"));
}
