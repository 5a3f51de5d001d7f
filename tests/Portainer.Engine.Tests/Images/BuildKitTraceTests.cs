using System.Text.Json;

namespace Portainer.Engine.Tests.Images;

/// <summary>Bytes put together by hand after BuildKit's control.proto.</summary>
public sealed class BuildKitTraceTests
{
    [Fact]
    public void Parse_FieldsItDoesNotKnow_ArePassedOver()
    {
        // StatusResponse { 9: varint 300; 1: Vertex { 1: "d"; 3: "n"; 15: fixed32; 14: fixed64 } }
        byte[] vertex = [0x0a, 1, (byte)'d', 0x1a, 1, (byte)'n', 0x7d, 1, 2, 3, 4, 0x71, 1, 2, 3, 4, 5, 6, 7, 8];
        byte[] response = [0x48, 0xac, 0x02, 0x0a, (byte)vertex.Length, .. vertex];

        var step = Assert.IsType<BuildKitVertex>(Assert.Single(BuildKitTrace.Parse(Trace(response))));

        Assert.Equal(("d", "n", false), (step.Digest, step.Name, step.IsCached));
    }

    [Fact]
    public void Parse_Warning_HasItsTextAndUrl()
    {
        byte[] warning = [0x0a, 1, (byte)'d', 0x10, 1, 0x1a, 2, (byte)'h', (byte)'i', 0x2a, 1, (byte)'u'];

        Assert.Equal([new BuildKitWarning("d", "hi", "u")], BuildKitTrace.Parse(Trace([0x22, (byte)warning.Length, .. warning])));
    }

    [Fact]
    public void Parse_Times_KeepTheirFraction()
    {
        // Timestamp { seconds 1; nanos 500_000_000 }
        byte[] time = [0x08, 1, 0x10, 0x80, 0xca, 0xb5, 0xee, 0x01];
        byte[] vertex = [0x2a, (byte)time.Length, .. time];

        var step = Assert.IsType<BuildKitVertex>(Assert.Single(BuildKitTrace.Parse(Trace([0x0a, (byte)vertex.Length, .. vertex]))));

        Assert.Equal(DateTimeOffset.UnixEpoch.AddSeconds(1.5), step.Started);
        Assert.Null(step.Completed);
    }

    [Theory]
    [InlineData(new byte[] { 0x0a, 5, 0x0a })]
    [InlineData(new byte[] { 0x0b })]
    [InlineData(new byte[] { 0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff })]
    public void Parse_BrokenBytes_AreRefused(byte[] response) =>
        Assert.Throws<FormatException>(() => BuildKitTrace.Parse(Trace(response)));

    [Fact]
    public void Parse_WhatIsNoTrace_ComesAsItIs()
    {
        var message = new JSONMessage { Stream = "Step 1/2 : FROM lab/base:1" };

        Assert.Same(message, Assert.IsType<BuildKitMessage>(Assert.Single(BuildKitTrace.Parse(message))).Message);
    }

    private static JSONMessage Trace(byte[] response) =>
        new() { ID = BuildKitTrace.Id, Aux = JsonSerializer.SerializeToElement(response) };
}
