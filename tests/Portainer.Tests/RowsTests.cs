using System.Text.RegularExpressions;
using Portainer.Testing;

namespace Portainer.Tests;

/// <summary>tests/ROWS.md says which tests hold which requirement; what it names has to be there.</summary>
public sealed partial class RowsTests
{
    [Fact]
    public void Rows_EveryTestNamed_Exists()
    {
        var tests = Path.Combine(Repository.Root, "tests");
        var sources = Directory.EnumerateFiles(tests, "*Tests.cs", SearchOption.AllDirectories).ToLookup(Path.GetFileNameWithoutExtension, File.ReadAllText);
        var named = Name().Matches(File.ReadAllText(Path.Combine(tests, "ROWS.md"))).Select(match => (Class: match.Groups["class"].Value, Test: match.Groups["test"].Value)).ToArray();

        Assert.NotEmpty(named);
        Assert.DoesNotContain(named, name => !sources[name.Class].Any(source => source.Contains($" {name.Test}(", StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"`(?<class>\w+Tests)\.(?<test>\w+_\w+)`", RegexOptions.ExplicitCapture)]
    private static partial Regex Name();
}
