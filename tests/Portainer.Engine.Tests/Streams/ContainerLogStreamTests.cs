using System.Text;

namespace Portainer.Engine.Tests.Streams;

public sealed class ContainerLogStreamTests
{
    private static readonly byte[] s_mixed = Frames.Of(
        (StdStream.Stdout, "grüße "),
        (StdStream.Stderr, "Fehler: €"),
        (StdStream.Stdout, ""),
        (StdStream.Stdout, "😀\nzweite\n\n"),
        (StdStream.Stderr, "\n"),
        (StdStream.Stdout, "ohne Ende"));

    private static readonly LogLine[] s_mixedLines =
    [
        new(StdStream.Stdout, "grüße 😀"),
        new(StdStream.Stdout, "zweite"),
        new(StdStream.Stdout, ""),
        new(StdStream.Stderr, "Fehler: €"),
        new(StdStream.Stdout, "ohne Ende"),
    ];

    public static TheoryData<int> PieceLengths => [.. Enumerable.Range(1, s_mixed.Length)];

    [Theory]
    [MemberData(nameof(PieceLengths))]
    public async Task Lines_FramesAndCharactersSplitAnywhere_AreWhole(int pieceLength)
    {
        await using var log = new ContainerLogStream(new SplitStream(s_mixed, pieceLength), tty: false);

        Assert.Equal(s_mixedLines, await log.ReadLinesAsync().AllAsync());
    }

    [Theory]
    [MemberData(nameof(PieceLengths))]
    public async Task Chunks_FramesSplitAnywhere_KeepEveryByteOnItsStream(int pieceLength)
    {
        await using var log = new ContainerLogStream(new SplitStream(s_mixed, pieceLength), tty: false);
        var output = new Dictionary<StdStream, MemoryStream> { [StdStream.Stdout] = new(), [StdStream.Stderr] = new() };

        await foreach (var chunk in log.ReadChunksAsync())
        {
            output[chunk.Stream].Write(chunk.Bytes.Span);
        }

        Assert.Equal("grüße 😀\nzweite\n\nohne Ende", Encoding.UTF8.GetString(output[StdStream.Stdout].ToArray()));
        Assert.Equal("Fehler: €\n", Encoding.UTF8.GetString(output[StdStream.Stderr].ToArray()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public async Task Lines_OfATerminal_LoseTheirCarriageReturn(int pieceLength)
    {
        await using var log = new ContainerLogStream(new SplitStream("eins\r\nzw\rei\r\n"u8.ToArray(), pieceLength), tty: true);

        Assert.Equal([new(StdStream.Stdout, "eins"), new(StdStream.Stdout, "zw\rei")], await log.ReadLinesAsync().AllAsync());
    }

    [Fact]
    public async Task Lines_LongerThanTheCap_ComeInPiecesThatLoseNothing()
    {
        var text = string.Concat(Enumerable.Repeat("a€😀", 100));
        await using var log = new ContainerLogStream(new SplitStream(Frames.Of((StdStream.Stderr, text + "\nnext\n")), 7), tty: false);

        var lines = new List<LogLine>();
        await foreach (var batch in log.ReadLineBatchesAsync(new() { MaxLineBytes = 64 }))
        {
            lines.AddRange(batch.Lines());
        }

        Assert.Equal(text, string.Concat(lines.SkipLast(1).Select(line => line.Text)));
        Assert.All(lines, line => Assert.True(Encoding.UTF8.GetByteCount(line.Text) <= 64));
        Assert.All(lines, line => Assert.DoesNotContain('\uFFFD', line.Text));
        Assert.All(lines.SkipLast(2), line => Assert.True(line.IsContinued));
        Assert.False(lines[^2].IsContinued);
        Assert.Equal(new(StdStream.Stderr, "next"), lines[^1]);
    }

    [Fact]
    public async Task LineBatches_ManyLinesAtOnce_AreNoLongerThanAsked()
    {
        var text = string.Concat(Enumerable.Range(0, 1000).Select(number => $"{number}\n"));
        await using var log = new ContainerLogStream(new MemoryStream(Frames.Of((StdStream.Stdout, text))), tty: false);

        var counts = new List<int>();
        await foreach (var batch in log.ReadLineBatchesAsync(new() { MaxLines = 300 }))
        {
            counts.Add(batch.LineCount);
        }

        Assert.Equal([300, 300, 300, 100], counts);
    }

    [Fact]
    public async Task LineBatch_AsText_MarksEachLineWithItsStream()
    {
        await using var log = new ContainerLogStream(new MemoryStream(Frames.Of((StdStream.Stdout, "a\nb\n"), (StdStream.Stderr, "c\n"))), tty: false);

        await foreach (var batch in log.ReadLineBatchesAsync())
        {
            Assert.Equal("1a\n1b\n2c\n", batch.ToString());
        }
    }

    [Fact]
    public async Task Lines_WhatIsNoUtf8_BecomesReplacementCharacters()
    {
        await using var log = new ContainerLogStream(new MemoryStream(Frames.Frame(1, [0xFF, (byte)'a', 0xC3, (byte)'\n'])), tty: false);

        Assert.Equal([new(StdStream.Stdout, "\uFFFDa\uFFFD")], await log.ReadLinesAsync().AllAsync());
    }

    [Fact]
    public async Task Lines_TheEnginesOwnError_IsStderr()
    {
        await using var log = new ContainerLogStream(new MemoryStream(Frames.Frame(3, "log is broken\n"u8.ToArray())), tty: false);

        Assert.Equal([new(StdStream.Stderr, "log is broken")], await log.ReadLinesAsync().AllAsync());
    }

    [Fact]
    public async Task Lines_RawTextReadAsFrames_SaysThatItIsNotMultiplexed()
    {
        await using var log = new ContainerLogStream(new MemoryStream("hello world\n"u8.ToArray()), tty: false);

        await Assert.ThrowsAsync<InvalidDataException>(() => log.ReadLinesAsync().AllAsync());
    }
}
