using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Portainer.Engine;

/// <summary>
/// The name of an image taken apart by the grammar of Docker's "distribution/reference": what people leave out is filled in
/// ("nginx" is docker.io/library/nginx:latest).
/// </summary>
public sealed partial record ImageReference
{
    public const string DockerHub = "docker.io";

    private const string Official = "library/";
    private const string DefaultTag = "latest";
    private const int MaxName = 255;

    private ImageReference(string domain, string path, string? tag, string? digest) =>
        (Domain, Path, Tag, Digest) = (domain, path, tag, digest);

    /// <summary>Host of the registry, with its port where one is given.</summary>
    public string Domain { get; }

    /// <summary>The repository there.</summary>
    public string Path { get; }

    /// <summary>Null only where there is a digest and no tag.</summary>
    public string? Tag { get; }

    /// <summary>With its algorithm: "sha256:...".</summary>
    public string? Digest { get; }

    /// <summary>Domain and path.</summary>
    public string Name => $"{Domain}/{Path}";

    /// <summary>Everything spelled out.</summary>
    public string Full => Name + Suffix;

    /// <summary>The name as people write it, without what goes without saying.</summary>
    public string FamiliarName => Domain != DockerHub ? Name
        : Path.StartsWith(Official, StringComparison.Ordinal) && !Path.AsSpan(Official.Length).Contains('/') ? Path[Official.Length..]
        : Path;

    /// <summary><see cref="FamiliarName"/> with tag and digest.</summary>
    public string Familiar => FamiliarName + Suffix;

    private string Suffix => (Tag is null ? "" : ":" + Tag) + (Digest is null ? "" : "@" + Digest);

    /// <exception cref="FormatException">It is no name of an image.</exception>
    public static ImageReference Parse(string text) =>
        TryParse(text, out var reference) ? reference : throw new FormatException($"\"{text}\" is not the name of an image.");

    /// <summary>False for what is no name, and for whole ids.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out ImageReference? reference)
    {
        reference = null;
        if (string.IsNullOrEmpty(text) || Identifier().IsMatch(text) || Grammar().Match(text) is not { Success: true } match)
        {
            return false;
        }

        var (domain, path) = Split(match.Groups["name"].Value);
        if (domain.Length + 1 + path.Length > MaxName || !Repository().IsMatch(path) || !Host().IsMatch(domain))
        {
            return false;
        }

        var digest = Value(match.Groups["digest"]);
        reference = new(domain, path, Value(match.Groups["tag"]) ?? (digest is null ? DefaultTag : null), digest);
        return true;
    }

    public override string ToString() => Familiar;

    // The first part is a host only if it looks like one: "a/b" is of Docker Hub.
    private static (string Domain, string Path) Split(string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? "" : name[..slash];
        var isHost = first == "localhost" || first.AsSpan().ContainsAny('.', ':') || first.Any(char.IsUpper);
        var (domain, path) = isHost ? (first, name[(slash + 1)..]) : (DockerHub, name);
        domain = domain == "index.docker.io" ? DockerHub : domain;
        return domain == DockerHub && !path.Contains('/', StringComparison.Ordinal) ? (domain, Official + path) : (domain, path);
    }

    private static string? Value(Group group) => group.Success ? group.Value : null;

    [GeneratedRegex(@"^(?:sha256:)?[a-f0-9]{64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Identifier();

    [GeneratedRegex(
        @"^(?<name>[^@]+?)(?::(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(?:@(?<digest>[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Grammar();

    [GeneratedRegex(@"^(?:(?:[A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9])(?:\.(?:[A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9]))*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Host();

    [GeneratedRegex(@"^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Repository();
}
