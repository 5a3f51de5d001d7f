using Portainer.Containers.Live;

namespace Portainer.Tests.Streaming;

public sealed class ConsoleChoiceTests
{
    [Theory]
    [InlineData("python3 -i", "python3|-i")]
    [InlineData("  sh  -c  'echo hi; exit 3' ", "sh|-c|echo hi; exit 3")]
    [InlineData("a \"b c\"d e\\ f ''", "a|b cd|e f|")]
    [InlineData("echo $HOME", "echo|$HOME")]
    [InlineData("", "")]
    public void Words_AsAShellWouldSplit(string command, string words) => Assert.Equal(words, string.Join('|', ConsoleChoice.Words(command)));

    [Fact]
    public void Labels_OfTheContainer_BecomeEntries()
    {
        var labels = new Dictionary<string, string> { ["io.portainer.commands.Top"] = "top -b", ["other"] = "x", ["io.portainer.commands.Empty"] = "" };
        var entries = ConsoleChoice.FromLabels(labels);
        Assert.Equal([new("Top", "top -b")], entries);
        Assert.Equal(["top", "-b"], ConsoleChoice.Resolve("label:Top", "", entries));
        Assert.Equal(["/bin/ash"], ConsoleChoice.Resolve("/bin/ash", "ignored", entries));
        Assert.Equal(["my", "tool"], ConsoleChoice.Resolve("custom", "my tool", entries));
    }
}
