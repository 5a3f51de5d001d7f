using System.Text.Json;

namespace Portainer.Engine.Tests.Json;

public sealed class EngineJsonTests
{
    [Fact]
    public void Response_ListsThatAreNull_AreEmpty()
    {
        var row = JsonSerializer.Deserialize(
            """{"Id":"1","Names":null,"Ports":null,"Labels":null,"Mounts":null,"NetworkSettings":{"Networks":null}}""", EngineJson.Of<ContainerListResponse>())!;

        Assert.Empty(row.Names);
        Assert.Empty(row.Ports);
        Assert.Empty(row.Labels);
        Assert.Empty(row.NetworkSettings!.Networks);
    }

    [Fact]
    public void Response_UnknownFieldsAndOtherCase_AreTaken()
    {
        var row = JsonSerializer.Deserialize("""{"ID":"1","imageID":"2","new":{"a":[1]}}""", EngineJson.Of<ContainerListResponse>())!;

        Assert.Equal(("1", "2"), (row.ID, row.ImageID));
    }

    [Theory]
    [InlineData("1700000000", "2023-11-14T22:13:20Z")]
    [InlineData("\"2023-11-14T22:13:20.123456789Z\"", "2023-11-14T22:13:20.1234567Z")]
    [InlineData("\"2023-11-14T23:13:20+01:00\"", "2023-11-14T22:13:20Z")]
    [InlineData("\"0001-01-01T00:00:00Z\"", null)]
    [InlineData("\"\"", null)]
    [InlineData("null", null)]
    public void Date_InEveryForm_IsRead(string json, string? expected)
    {
        var network = JsonSerializer.Deserialize($$"""{"Created":{{json}}}""", EngineJson.Of<NetworkResponse>())!;

        Assert.Equal(expected is null ? null : DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), network.Created);
    }

    [Fact]
    public void Create_WhatWasNotSet_IsNotSent()
    {
        var json = JsonSerializer.Serialize(
            new CreateContainerParameters { Image = "a", Name = "n", Cmd = ["x"], HostConfig = new() { NanoCPUs = 5 } }, EngineJson.Of<CreateContainerParameters>());

        Assert.DoesNotContain("null", json, StringComparison.Ordinal);
        Assert.DoesNotContain("Name\":\"n", json, StringComparison.Ordinal);
        Assert.Contains("\"NanoCpus\":5", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Filters_SeveralValues_AreListsByKey() =>
        Assert.Equal("""{"label":["a=b","c"],"status":["running"]}""", new Filters { { "label", "a=b" }, { "status", "running" }, { "label", "c" } }.ToJson());

    [Fact]
    public void Timestamp_OfADate_KeepsItsFraction() =>
        Assert.Equal("1700000000.120000000", EngineTimestamp.From(DateTimeOffset.FromUnixTimeMilliseconds(1700000000120)));
}
