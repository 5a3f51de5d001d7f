using Portainer.Gateway;

namespace Portainer.Tests.Gateway;

public sealed class DockerPathTests
{
    [Theory]
    [InlineData("/containers/json", null, "/containers/json")]
    [InlineData("/v1.41/containers/json", "v1.41", "/v1.41/containers/json")]
    [InlineData("/containers/%6a%73on", null, "/containers/json")]
    [InlineData("/v1.51/images/localhost:5000/a/b:1/push", "v1.51", "/v1.51/images/localhost:5000/a/b:1/push")]
    [InlineData("/images/a@sha256:12/json", null, "/images/a@sha256:12/json")]
    [InlineData("/_ping", null, "/_ping")]
    public void Parse_PlainPath_IsSentAsItReads(string raw, string? version, string sent)
    {
        var path = DockerPath.Parse(raw);
        Assert.Equal(version, path.Version);
        Assert.Equal(sent, path.Target(path.Version));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("//containers/json")]
    [InlineData("/containers//json")]
    [InlineData("/containers/json/")]
    [InlineData("/containers/./json")]
    [InlineData("/containers/../plugins")]
    [InlineData("/containers/%2e%2e/plugins")]
    [InlineData("/containers/.%2E/plugins")]
    [InlineData("/containers%2fjson")]
    [InlineData("/containers/a%2Fjson/json")]
    [InlineData("/containers/%252e%252e/json")]
    [InlineData("/containers/%25/json")]
    [InlineData("/containers/%5c/json")]
    [InlineData("/containers\\json")]
    [InlineData("/containers/a;b/json")]
    [InlineData("/containers/a%3bb/json")]
    [InlineData("/containers/a%00/json")]
    [InlineData("/containers/a%0d%0aX/json")]
    [InlineData("/containers/a%20b/json")]
    [InlineData("/containers/a%7f/json")]
    [InlineData("/containers/a%c3%a9/json")]
    [InlineData("/containers/%zz/json")]
    [InlineData("/containers/%2")]
    [InlineData("/containers/a#b")]
    [InlineData("/containers/a%23b")]
    [InlineData("/containers/a%3fb")]
    [InlineData("/v1.41")]
    [InlineData("/v1.41/")]
    [InlineData("/v1.41/v1.24/containers/json")]
    [InlineData("/v1/containers/json")]
    [InlineData("/v1.2.3/containers/json")]
    [InlineData("/V1.41/containers/json")]
    [InlineData("/v2/containers/json")]
    [InlineData("/v./containers/json")]
    public void Parse_WhatCanBeReadInTwoWays_IsRefused(string raw)
    {
        var refusal = Record.Exception(() => DockerRoutes.Match("GET", DockerPath.Parse(raw)) is null ? throw GatewayException.Unclear("no row") : 0);
        Assert.Equal(400, Assert.IsType<GatewayException>(refusal).Status);
    }

    [Theory]
    [InlineData("?all=1&filters=%7B%7D", "?all=1&filters=%7B%7D")]
    [InlineData("?t=a&t=b", "?t=a&t=b")]
    [InlineData("?a=x+y", "?a=x%20y")]
    [InlineData("?all=1&x-api-key=ptr_secret&token=secret", "?all=1")]
    [InlineData("", "")]
    public void Query_Plain_IsWrittenAnew(string raw, string sent) => Assert.Equal(sent, DockerQuery.Parse(raw).ToString());

    [Theory]
    [InlineData("?container=mine&container=yours")]
    [InlineData("?container=mine&Container=yours")]
    [InlineData("?t=a&T=b")]
    [InlineData("?a=1;container=yours")]
    [InlineData("?%00=1")]
    [InlineData("?a=%zz")]
    [InlineData("?a=%ff")]
    [InlineData("?a=%00")]
    [InlineData("?=1")]
    [InlineData("?a=1#b")]
    public void Query_WhatCanBeReadInTwoWays_IsRefused(string raw) => Assert.Throws<GatewayException>(() => DockerQuery.Parse(raw));
}
