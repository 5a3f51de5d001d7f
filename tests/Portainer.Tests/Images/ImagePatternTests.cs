using Portainer.Fleet;
using Portainer.Images;

namespace Portainer.Tests.Images;

public sealed class ImagePatternTests
{
    [Theory]
    [InlineData("lab/w*", true)]
    [InlineData("lab/web", true)]
    [InlineData("lab/web:1*", true)]
    [InlineData("lab/web:?", true)]
    [InlineData("lab/web:2*", false)]
    [InlineData("l*", false)]
    [InlineData("*/*", true)]
    [InlineData("w*", false)]
    public void Matches_Pattern_AsDockerImageLs(string filter, bool expected)
    {
        var pattern = ImagePattern.Parse(filter);

        Assert.Equal(expected, pattern.Matches(Row("lab/web:1")) && Occurs(pattern, "lab/web:1"));
    }

    [Fact]
    public void Parse_WordsBesideAPattern_AreLeftToTheTable() => Assert.Equal("old base", ImagePattern.Parse("old lab/* base").Words);

    [Fact]
    public void Matches_ImageWithoutAName_NoPatternFits()
    {
        Assert.False(ImagePattern.Parse("*").Matches(Row()));
        Assert.True(ImagePattern.Parse("").Matches(Row()));
    }

    private static bool Occurs(ImagePattern pattern, string text) =>
        pattern.Words.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => text.Contains(word, StringComparison.Ordinal));

    internal static ImageRow Row(params string[] tags) => new()
    {
        Id = "sha256:" + new string('a', 64),
        Tags = new(tags),
        Digests = NameList.Empty,
        Size = 1,
        Created = DateTimeOffset.UnixEpoch,
    };
}
