using Portainer.Gateway;

namespace Portainer.Tests.Gateway;

public sealed class DockerRoutesTests
{
    [Fact]
    public void Table_EveryRouteOfBothSpecifications_HasExactlyOneRow()
    {
        Assert.True(EngineRoutes.All.Count > 100);
        foreach (var (method, path) in EngineRoutes.All)
        {
            var segments = DockerPath.Parse(EngineRoutes.Filled(path, "name")).Segments;
            var rows = DockerRoutes.Table.Where(route => route.Method == method && route.Matches(segments, out _)).ToArray();
            Assert.True(rows.Length == 1, $"{method} {path} has {rows.Length} rows");
        }
    }

    [Fact]
    public void Table_ImagesAndPlugins_HaveSlashesInTheirNames()
    {
        foreach (var (method, path) in EngineRoutes.All.Where(route => route.Path.Contains("{name}", StringComparison.Ordinal) && !route.Path.StartsWith("/volumes", StringComparison.Ordinal)))
        {
            var (_, target) = DockerRoutes.Match(method, DockerPath.Parse(EngineRoutes.Filled(path, "host:5000/a/json"))) ?? throw new InvalidOperationException($"{method} {path}");
            Assert.Equal("host:5000/a/json", target);
        }
    }

    [Theory]
    [InlineData("GET", "/containers/a/b/json")]
    [InlineData("POST", "/containers/json")]
    [InlineData("GET", "/containers")]
    [InlineData("GET", "/Containers/json")]
    [InlineData("GET", "/containers/JSON")]
    [InlineData("get", "/containers/json")]
    [InlineData("POST", "/containers/a/copy")]
    [InlineData("POST", "/containers/a/checkpoints")]
    [InlineData("GET", "/debug/pprof/heap")]
    [InlineData("OPTIONS", "/containers/json")]
    [InlineData("CONNECT", "/containers/json")]
    [InlineData("GET", "/images/json/json/nothing")]
    public void Match_WhatIsNoRoute_HasNoRow(string method, string path) => Assert.Null(DockerRoutes.Match(method, DockerPath.Parse(path)));

    [Fact]
    public void Renamed_NameInThePath_BecomesTheIdThatWasChecked()
    {
        var path = DockerPath.Parse("/v1.41/containers/web/json");
        var (route, target) = DockerRoutes.Match("GET", path)!.Value;
        Assert.Equal(("web", "container"), (target, route.Kind));
        Assert.Equal("/v1.41/containers/abc/json", route.Renamed(path, "abc").Target("v1.41"));
    }

    [Fact]
    public void Table_WhatMakesOrChangesThings_HasItsBodyRead()
    {
        foreach (var row in DockerRoutes.Table.Where(row => row.Method is "POST" or "PUT" && row.Body == BodyRule.None))
        {
            Assert.DoesNotContain("create", row.Pattern.Split('/'));
            Assert.False(row.Pattern.EndsWith("/update", StringComparison.Ordinal), row.Pattern);
        }
    }
}
