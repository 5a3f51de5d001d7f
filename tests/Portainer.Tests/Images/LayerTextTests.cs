using Portainer.Images.Details;

namespace Portainer.Tests.Images;

public sealed class LayerTextTests
{
    [Theory]
    [InlineData("/bin/sh -c #(nop)  CMD [\"sh\"]", "CMD", "[\"sh\"]")]
    [InlineData("/bin/sh -c apt-get update && apt-get install -y curl", "RUN", "apt-get update && apt-get install -y curl")]
    [InlineData("RUN /bin/sh -c make all # buildkit", "RUN", "make all")]
    [InlineData("RUN |1 VERSION=2 /bin/sh -c make $VERSION # buildkit", "RUN", "make $VERSION")]
    [InlineData("|1 VERSION=2 /bin/sh -c make $VERSION", "RUN", "make $VERSION")]
    [InlineData("COPY file /app # buildkit", "COPY", "file /app")]
    [InlineData("ENTRYPOINT [\"/bin/app\"]", "ENTRYPOINT", "[\"/bin/app\"]")]
    [InlineData("", "", "")]
    public void From_WhatBuildersRecord_IsTheInstruction(string createdBy, string instruction, string arguments)
    {
        var text = Assert.Single(LayerText.From([new() { CreatedBy = createdBy }]));

        Assert.Equal((instruction, arguments), (text.Instruction, text.Arguments));
    }

    [Fact]
    public void Hint_FileDeletedInALaterLayer_SaysThatItStillCounts()
    {
        // The example of the books: 50 MB written by one RUN and deleted by the next.
        var layers = LayerText.From(
        [
            new() { CreatedBy = "/bin/sh -c rm /big", Size = 0 },
            new() { CreatedBy = "/bin/sh -c dd if=/dev/zero of=/big bs=1M count=50", Size = 52_428_800 },
            new() { CreatedBy = "/bin/sh -c #(nop) ADD file:1 in /", Size = 2_000_000 },
        ]);

        Assert.True(layers[1].IsLargest);
        Assert.Equal("96.3 %", layers[1].ShareText);
        var hint = LayerHint.Of(layers);
        Assert.StartsWith("Layer 2 is the largest: 52.4 MB", hint, StringComparison.Ordinal);
        Assert.Contains("frees nothing", hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Hint_SmallLayers_SaysNothing() =>
        Assert.Null(LayerHint.Of(LayerText.From([new() { CreatedBy = "CMD sh" }, new() { CreatedBy = "COPY a b", Size = 1000 }])));

    [Fact]
    public void HasId_MissingLayer_CannotBeTagged() =>
        Assert.Equal([true, false], LayerText.From([new() { ID = "sha256:" + new string('b', 64) }, new() { ID = "<missing>" }]).Select(text => text.HasId));
}
