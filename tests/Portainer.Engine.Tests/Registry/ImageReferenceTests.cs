namespace Portainer.Engine.Tests.Registry;

public sealed class ImageReferenceTests
{
    private const string Sum = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("nginx", "docker.io", "library/nginx", "latest", null, "nginx:latest")]
    [InlineData("nginx:1.27-alpine", "docker.io", "library/nginx", "1.27-alpine", null, "nginx:1.27-alpine")]
    [InlineData("library/nginx", "docker.io", "library/nginx", "latest", null, "nginx:latest")]
    [InlineData("grafana/grafana", "docker.io", "grafana/grafana", "latest", null, "grafana/grafana:latest")]
    [InlineData("docker.io/nginx", "docker.io", "library/nginx", "latest", null, "nginx:latest")]
    [InlineData("index.docker.io/grafana/grafana:1", "docker.io", "grafana/grafana", "1", null, "grafana/grafana:1")]
    [InlineData("docker.io/library/a/b", "docker.io", "library/a/b", "latest", null, "library/a/b:latest")]
    [InlineData("localhost/x", "localhost", "x", "latest", null, "localhost/x:latest")]
    [InlineData("localhost:5000/x", "localhost:5000", "x", "latest", null, "localhost:5000/x:latest")]
    [InlineData("localhost:5000", "docker.io", "library/localhost", "5000", null, "localhost:5000")]
    [InlineData("registry.test/team/app:v1", "registry.test", "team/app", "v1", null, "registry.test/team/app:v1")]
    [InlineData("10.0.0.1:5000/a/b/c:2", "10.0.0.1:5000", "a/b/c", "2", null, "10.0.0.1:5000/a/b/c:2")]
    [InlineData("[2001:db8::1]:5000/x:1", "[2001:db8::1]:5000", "x", "1", null, "[2001:db8::1]:5000/x:1")]
    [InlineData("HOST/x", "HOST", "x", "latest", null, "HOST/x:latest")]
    [InlineData("a__b/c-d--e.f_g", "docker.io", "a__b/c-d--e.f_g", "latest", null, "a__b/c-d--e.f_g:latest")]
    [InlineData("nginx@" + Sum, "docker.io", "library/nginx", null, Sum, "nginx@" + Sum)]
    [InlineData("nginx:1@" + Sum, "docker.io", "library/nginx", "1", Sum, "nginx:1@" + Sum)]
    [InlineData("r.test:1/x:UPPER_tag.1@" + Sum, "r.test:1", "x", "UPPER_tag.1", Sum, "r.test:1/x:UPPER_tag.1@" + Sum)]
    [InlineData("0123456789ab", "docker.io", "library/0123456789ab", "latest", null, "0123456789ab:latest")]
    public void Parse_AName_FillsInWhatIsLeftOut(string text, string domain, string path, string? tag, string? digest, string familiar)
    {
        var reference = ImageReference.Parse(text);

        Assert.Equal((domain, path, tag, digest), (reference.Domain, reference.Path, reference.Tag, reference.Digest));
        Assert.Equal(familiar, reference.Familiar);
        Assert.Equal(reference, ImageReference.Parse(reference.Full));
        Assert.Equal(reference, ImageReference.Parse(reference.Familiar));
    }

    [Fact]
    public void Full_OfAShortName_SpellsEverythingOut() => Assert.Equal("docker.io/library/nginx:latest", ImageReference.Parse("nginx").Full);

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData(Sum)]
    [InlineData("<none>:<none>")]
    [InlineData("Nginx")]
    [InlineData("team/App")]
    [InlineData("-nginx")]
    [InlineData("nginx-")]
    [InlineData("a..b")]
    [InlineData("a___b")]
    [InlineData("a//b")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("nginx:")]
    [InlineData("nginx:-tag")]
    [InlineData("nginx:a b")]
    [InlineData("nginx@sha256:short")]
    [InlineData("nginx@")]
    [InlineData("https://registry.test/x")]
    [InlineData("host.test:port/x")]
    [InlineData("-host.test/x")]
    [InlineData("nginx\n")]
    public void Parse_WhatIsNoName_IsRefused(string? text)
    {
        Assert.False(ImageReference.TryParse(text, out _));
        Assert.Throws<FormatException>(() => ImageReference.Parse(text!));
    }

    [Fact]
    public void Parse_TagOf129Characters_IsTooLong()
    {
        Assert.True(ImageReference.TryParse("x:" + new string('a', 128), out _));
        Assert.False(ImageReference.TryParse("x:" + new string('a', 129), out _));
    }

    [Fact]
    public void Parse_NameOf256Characters_IsTooLong()
    {
        var host = "r.test/";
        Assert.True(ImageReference.TryParse(host + new string('a', 255 - host.Length), out _));
        Assert.False(ImageReference.TryParse(host + new string('a', 256 - host.Length), out _));
    }
}
