using System.Text.RegularExpressions;

namespace Portainer.Tests.Access;

/// <summary>Holds the house's first line: an engine client is made by the fleet and handed out by the gate, nowhere else.</summary>
public sealed partial class GateIsTheOnlyDoorTests
{
    private static readonly string Source = Path.Combine(RepositoryRoot(), "src", "Portainer");

    [Fact]
    public void EngineClients_OutsideFleet_AreNotMade() =>
        Assert.Empty(FilesWhere(path => !path.StartsWith("Fleet/", StringComparison.Ordinal), NewClient()));

    [Fact]
    public void WatchesAndTheirClients_OutsideFleetAndGate_AreNotTouched() =>
        Assert.Empty(FilesWhere(
            path => !path.StartsWith("Fleet/", StringComparison.Ordinal) && path != "Access/EngineGate.cs",
            WatchUse()));

    private static IEnumerable<string> FilesWhere(Func<string, bool> isOutside, Regex forbidden) =>
        from file in Directory.EnumerateFiles(Source, "*.*", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Source, file).Replace('\\', '/')
        where path.EndsWith(".cs", StringComparison.Ordinal) || path.EndsWith(".razor", StringComparison.Ordinal)
        where !path.StartsWith("obj/", StringComparison.Ordinal) && !path.StartsWith("bin/", StringComparison.Ordinal)
        where isOutside(path) && forbidden.IsMatch(File.ReadAllText(file))
        select path;

    private static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Portainer.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Run the tests from within the repository.");
        }

        return folder;
    }

    [GeneratedRegex(@"new\s+DockerClient\s*\(")]
    private static partial Regex NewClient();

    [GeneratedRegex(@"\bEndpointWatch\b|\bfleet\.Find\([^)]*\)!?\??\.Client\b")]
    private static partial Regex WatchUse();
}
