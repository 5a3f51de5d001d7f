using System.Reflection;
using Microsoft.AspNetCore.Components;
using Portainer.Fleet;

namespace Portainer.Tests.Fleet;

public sealed class ObjectPathTests
{
    [Theory]
    [InlineData("web", "endpoints/1/containers/web")]
    [InlineData("new", "endpoints/1/container/new")]
    [InlineData("New", "endpoints/1/container/New")]
    public void Container_AnyName_LeadsToItsPage(string name, string path) => Assert.Equal(path, ObjectPath.Container(1, name));

    [Fact]
    public void Container_NamedNew_HasItsOtherPagesWhereAllHaveThem() => Assert.Equal("endpoints/1/containers/new/logs", ObjectPath.Container(1, "new", "logs"));

    [Theory]
    [InlineData("team/app:1", "endpoints/1/images/team/app%3A1")]
    [InlineData("build", "endpoints/1/image/build")]
    [InlineData("build:latest", "endpoints/1/images/build%3Alatest")]
    public void Image_AnyName_LeadsToItsPage(string name, string path) => Assert.Equal(path, ObjectPath.Image(1, name));

    /// <summary>Whatever page is added beside those of the objects: a name that is its word must not lead there.</summary>
    [Fact]
    public void Objects_NamedLikeAnyPageBesideThem_AreNotLedToThatPage()
    {
        var templates = typeof(Program).Assembly.GetTypes().SelectMany(type => type.GetCustomAttributes<RouteAttribute>()).Select(route => route.Template).ToArray();
        var words = templates.Select(template => template.Split('/')).Where(parts => parts is ["", "endpoints", _, "containers" or "images" or "networks" or "volumes", _]
            && !parts[4].StartsWith('{')).ToArray();
        Assert.NotEmpty(words);
        Assert.All(words, parts =>
        {
            Func<int, string, string> path = parts[3] switch
            {
                "containers" => (id, name) => ObjectPath.Container(id, name),
                "images" => ObjectPath.Image,
                "networks" => ObjectPath.Network,
                _ => (id, name) => ObjectPath.Volume(id, name),
            };
            Assert.NotEqual($"endpoints/1/{parts[3]}/{parts[4]}", path(1, parts[4]));
            var single = $"/endpoints/{{Endpoint:int}}/{parts[3][..^1]}/";
            Assert.Contains(templates, template => template == $"{single}{{Name}}" || template == $"{single}{{*Name}}");
        });
    }
}
