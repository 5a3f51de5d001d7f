using Portainer.Jobs;

namespace Portainer.Tests.Jobs;

public sealed class OutputTailTests
{
    private readonly OutputTail _tail = new();

    [Fact]
    public void Add_MoreThanABlock_LeavesFullBlocksUntouched()
    {
        Write(OutputTail.BlockLines + 1);
        var before = _tail.Blocks;

        _tail.Add("more");

        Assert.Same(before[0].Text, _tail.Blocks[0].Text);
        Assert.Equal([0, OutputTail.BlockLines], _tail.Blocks.Select(block => block.Number));
        Assert.EndsWith("\nmore", _tail.Blocks[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_EndlessLines_KeepsABoundedNumber()
    {
        Write(10_000);

        Assert.Equal(OutputTail.MostLines, _tail.Blocks.Sum(block => block.Text.Split('\n').Length));
        Assert.Equal(10_000 - OutputTail.MostLines, _tail.Dropped);
    }

    [Fact]
    public void Add_EndlessLine_IsCut()
    {
        _tail.Add(new string('x', 100_000));

        Assert.Equal(OutputTail.MostCharacters + 1, _tail.Blocks[0].Text.Length);
    }

    [Theory]
    [InlineData("\u001b[1;31mred\u001b[0m", "red")]
    [InlineData("\u001b[2K\u001b[1Gline", "line")]
    [InlineData("a\tb\u0007", "a\tb")]
    [InlineData("1%\r2%", "2%")]
    [InlineData("done\r", "done")]
    public void Add_TerminalControls_LeavesWhatATerminalWouldShow(string written, string shown)
    {
        _tail.Add(written);

        Assert.Equal(shown, _tail.Blocks[0].Text);
    }

    [Fact]
    public void Text_Bounded_BeginsWithAWholeLine()
    {
        Write(100);

        Assert.Equal("line 98\nline 99", _tail.Text(20));
    }

    [Fact]
    public void Steps_MoreThanKept_AreCountedAndTheKnownOnesGoOn()
    {
        var steps = new StepList();
        for (var number = 0; number < StepList.Most + 3; number++)
        {
            steps.Put(new($"{number}", "Waiting", null, null, false));
        }

        steps.Put(new("0", "Done", null, null, true));

        Assert.Equal((3, StepList.Most, "Done"), (steps.Omitted, steps.All.Count, steps.All[0].Text));
    }

    private void Write(int lines)
    {
        for (var line = 0; line < lines; line++)
        {
            _tail.Add($"line {line}");
        }
    }
}
