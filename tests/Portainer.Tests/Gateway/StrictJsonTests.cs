using System.Text;
using System.Text.Json.Nodes;
using Portainer.Gateway;

namespace Portainer.Tests.Gateway;

public sealed class StrictJsonTests
{
    [Theory]
    [InlineData("""{"image":"a","hostconfig":{"privileged":true}}""", """{"Image":"a","HostConfig":{"Privileged":true}}""")]
    [InlineData("""{"Image":"a","Cmd":"sh","Entrypoint":["sh","-c"]}""", """{"Image":"a","Cmd":"sh","Entrypoint":["sh","-c"]}""")]
    [InlineData("""{"Labels":{"a":"1","A":"2"},"Volumes":{"/data":{}},"HostConfig":null}""", """{"Labels":{"a":"1","A":"2"},"Volumes":{"/data":{}},"HostConfig":null}""")]
    [InlineData("""{"\u0049mage":"a"}""", """{"Image":"a"}""")]
    [InlineData("""{"HostConfig":{"Memory":9007199254740993,"MemorySwap":-1}}""", """{"HostConfig":{"Memory":9007199254740993,"MemorySwap":-1}}""")]
    public void Read_Plain_IsSpelledAsTheSpecificationDoes(string body, string sent) => Assert.Equal(sent, Read(body).ToJsonString());

    [Theory]
    [InlineData("""{"HostConfig":{"Privileged":false,"Privileged":true}}""")]
    [InlineData("""{"HostConfig":{"Privileged":false,"privileged":true}}""")]
    [InlineData("""{"HostConfig":{"Privileged":false},"HOSTCONFIG":{"Privileged":true}}""")]
    [InlineData("""{"HostConfig":{},"hostConfig":null}""")]
    [InlineData("""{"Labels":{"a":"1","a":"2"}}""")]
    [InlineData("""{"Privileged":true}""")]
    [InlineData("""{"Binds":["/:/host"]}""")]
    [InlineData("""{"HostConfig":{"Priv\u0131leged":true}}""")]
    [InlineData("""{"HostConfig":{"Bind\u017f":["/:/host"]}}""")]
    [InlineData("""{"Ho\u017ftConfig":{"Binds":["/:/host"]}}""")]
    [InlineData("""{"HostConfig":{"Unheard":true}}""")]
    [InlineData("""{"HostConfig":{"Mounts":[{"Type":"volume","Unheard":1}]}}""")]
    [InlineData("""{"HostConfig":{"Privileged":"true"}}""")]
    [InlineData("""{"HostConfig":{"Privileged":1}}""")]
    [InlineData("""{"HostConfig":{"Binds":"/:/host"}}""")]
    [InlineData("""{"HostConfig":{"Binds":[["/:/host"]]}}""")]
    [InlineData("""{"HostConfig":[]}""")]
    [InlineData("""{"HostConfig":{"Memory":1.5}}""")]
    [InlineData("""{"HostConfig":{"Memory":1e400}}""")]
    [InlineData("""{"Image":"a"}{"HostConfig":{"Privileged":true}}""")]
    [InlineData("""{"Image":"a"} x""")]
    [InlineData("""{"Image":"a",}""")]
    [InlineData("""{"Image":"\ud800"}""")]
    [InlineData("""/* a */{"Image":"a"}""")]
    [InlineData("""["Image"]""")]
    [InlineData("null")]
    [InlineData("")]
    public void Read_WhatCanBeReadInTwoWays_IsRefused(string body) =>
        Assert.Equal(400, Assert.Throws<GatewayException>(() => Read(body)).Status);

    [Fact]
    public void Read_InvalidUtf8_IsRefused() =>
        Assert.Throws<GatewayException>(() => StrictJson.Read([.. "{\"Image\":\""u8, 0xff, .. "\"}"u8], BodyShapes.Of(BodyRule.ContainerCreate)!));

    [Fact]
    public void Read_Nested_IsBounded() =>
        Assert.Throws<GatewayException>(() => Read($"{{\"Cmd\":{new string('[', 10_000)}"));

    [Fact]
    public void Names_OfEveryReference_AreFoundAndReplaced()
    {
        var body = Read("""
            {"HostConfig":{"NetworkMode":"front","IpcMode":"container:a","PidMode":"container:b","VolumesFrom":["c:ro"],"Links":["d:db","e"],
             "Binds":["data:/data:ro","/host:/host"],"Mounts":[{"Type":"volume","Source":"more","Target":"/m"},{"Type":"tmpfs","Target":"/t"}]},
             "NetworkingConfig":{"EndpointsConfig":{"front":{"Aliases":["x"],"Links":["f:y"]},"bridge":{}}}}
            """);
        var names = BodyNames.Of(BodyRule.ContainerCreate, body);
        Assert.Equal(["front", "a", "b", "c", "d", "e", "data", "more", "f", "front"], [.. Sorted(names)]);
        foreach (var name in names)
        {
            name.Put($"ID-{name.Name}");
        }

        Assert.Equal(
            """
            {"HostConfig":{"NetworkMode":"ID-front","IpcMode":"container:ID-a","PidMode":"container:ID-b","VolumesFrom":["ID-c:ro"],"Links":["ID-d:db","ID-e:e"],
            "Binds":["ID-data:/data:ro","/host:/host"],"Mounts":[{"Type":"volume","Source":"ID-more","Target":"/m"},{"Type":"tmpfs","Target":"/t"}]},
            "NetworkingConfig":{"EndpointsConfig":{"bridge":{},"ID-front":{"Aliases":["x"],"Links":["ID-f:y"]}}}}
            """.ReplaceLineEndings(""),
            body.ToJsonString());
    }

    private static IEnumerable<string> Sorted(IReadOnlyList<BodyName> names)
    {
        string[] order = ["front", "a", "b", "c", "d", "e", "data", "more", "f"];
        var found = names.Select(name => name.Name).ToList();
        foreach (var name in order.Append("front"))
        {
            if (found.Remove(name))
            {
                yield return name;
            }
        }
    }

    private static JsonObject Read(string body) => StrictJson.Read(Encoding.UTF8.GetBytes(body), BodyShapes.Of(BodyRule.ContainerCreate)!);
}
