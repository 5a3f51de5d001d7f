namespace Portainer.Containers.Details;

/// <summary>One environment variable. Values stay masked until asked for: they are readable by anybody who may inspect, and are often secrets (S7).</summary>
public sealed record EnvironmentEntry(string Name, string Value, bool LooksSecret)
{
    private static readonly string[] SecretWords = ["PASS", "SECRET", "TOKEN", "KEY", "CREDENTIAL", "AUTH", "PRIVATE", "DSN"];

    public static IReadOnlyList<EnvironmentEntry> From(IEnumerable<string>? environment) =>
        [.. (environment ?? []).Select(Parse).OrderBy(entry => entry.Name, StringComparer.Ordinal)];

    private static EnvironmentEntry Parse(string line)
    {
        var split = line.IndexOf('=', StringComparison.Ordinal);
        var name = split < 0 ? line : line[..split];
        return new(name, split < 0 ? "" : line[(split + 1)..], LooksLikeSecret(name));
    }

    public static bool LooksLikeSecret(string name) => SecretWords.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));
}
