using System.Text.RegularExpressions;

namespace Portainer.Tests.Ui;

/// <summary>A misspelt icon draws nothing and nobody notices: every literal name has to be in the set.</summary>
public sealed partial class IconsTests
{
    [Fact]
    public void Names_UsedInComponents_AreAllDrawn()
    {
        var root = RepositoryRoot();
        var drawn = Drawn().Matches(File.ReadAllText(Path.Combine(root, "wwwroot", "css", "icons.css"))).Select(match => match.Groups[1].Value).ToHashSet();
        var source = Path.Combine(root, "src", "Portainer");
        var unknown =
            from file in Directory.EnumerateFiles(source, "*.razor", SearchOption.AllDirectories)
            where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            from match in Used().Matches(File.ReadAllText(file))
            let name = match.Groups[1].Value
            where !drawn.Contains(name)
            select $"{Path.GetFileName(file)}: {name}";

        Assert.Empty(unknown);
    }

    private static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Portainer.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("Portainer.sln is in no folder above the tests.");
        }

        return folder;
    }

    [GeneratedRegex("data-icon=\"([a-z-]+)\"\\] \\{ --shape")]
    private static partial Regex Drawn();

    [GeneratedRegex("(?:<Icon Name|Icon|EmptyIcon|data-icon)=\"([a-z-]+)\"")]
    private static partial Regex Used();
}
