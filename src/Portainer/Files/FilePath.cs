namespace Portainer.Files;

/// <summary>Paths as people see them: absolute, with the volume or the container's own root as "/".</summary>
internal static class FilePath
{
    public const string Root = "/";

    /// <summary>Absolute, without dot segments, empty ones or a slash at its end; it cannot lead out of the root.</summary>
    /// <exception cref="FileException">It holds a NUL, which no path can.</exception>
    public static string Normalize(string? path)
    {
        var parts = new List<string>();
        foreach (var part in (path ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Contains('\0', StringComparison.Ordinal))
            {
                throw new FileException("A path cannot hold the character NUL.");
            }

            if (part == ".." && parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not ("." or ".."))
            {
                parts.Add(part);
            }
        }

        return Root + string.Join('/', parts);
    }

    public static string Join(string folder, string name) => folder == Root ? $"/{name}" : $"{folder}/{name}";

    public static string Parent(string path) => path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : Root;

    /// <summary>The last part; empty for the root.</summary>
    public static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>Why nothing can be called so, as a sentence; null when it can. Everything but a slash and NUL is a name to Linux.</summary>
    public static string? NameFault(string name) =>
        name.Length == 0 ? "Give it a name."
        : name is "." or ".." ? $"“{name}” means a folder already."
        : name.Contains('/', StringComparison.Ordinal) ? "A name cannot hold a slash."
        : name.Contains('\0', StringComparison.Ordinal) ? "A name cannot hold the character NUL."
        : System.Text.Encoding.UTF8.GetByteCount(name) > 255 ? "A name has at most 255 bytes."
        : null;

    /// <summary>The folders above a path, from the root down, and the path itself.</summary>
    public static IEnumerable<string> Trail(string path)
    {
        yield return Root;
        for (var slash = path.IndexOf('/', 1); slash > 0; slash = path.IndexOf('/', slash + 1))
        {
            yield return path[..slash];
        }

        if (path != Root)
        {
            yield return path;
        }
    }
}
