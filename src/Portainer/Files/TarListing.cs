using System.Diagnostics;
using System.Formats.Tar;

namespace Portainer.Files;

/// <summary>
/// A folder out of an archive of it, for containers that do not run or have no programs in them. Engines archive everything below, so
/// everything below passes by: heads are kept, contents skipped, and reading stops at a bound, which is told.
/// </summary>
internal static class TarListing
{
    private const int MostHeads = 50_000;
    private const long MostBytes = 256L * 1024 * 1024;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    public static async Task<FileListing> ReadAsync(Stream tar, CancellationToken cancellationToken)
    {
        var entries = new Dictionary<string, FileEntry>(StringComparer.Ordinal);
        var began = Stopwatch.GetTimestamp();
        long bytes = 0;
        var heads = 0;
        await using var reader = new TarReader(tar, leaveOpen: true);
        while (await reader.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
        {
            Note(entries, entry);
            bytes += entry.Length;
            if (++heads >= MostHeads || bytes >= MostBytes || Stopwatch.GetElapsedTime(began) > Longest)
            {
                return new([.. entries.Values], Sentence(entry.Name));
            }
        }

        return new([.. entries.Values]);
    }

    /// <summary>The entry as the file it describes.</summary>
    public static FileEntry Describe(TarEntry entry, string name) => new(
        name,
        entry.EntryType switch
        {
            TarEntryType.Directory => FileKind.Folder,
            TarEntryType.SymbolicLink => FileKind.Link,
            TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile or TarEntryType.HardLink => FileKind.File,
            _ => FileKind.Other,
        },
        entry.Length,
        (int)entry.Mode,
        Owner((entry as PosixTarEntry)?.UserName, entry.Uid),
        Owner((entry as PosixTarEntry)?.GroupName, entry.Gid),
        entry.ModificationTime)
    {
        Uid = entry.Uid,
        Gid = entry.Gid,
        Target = entry.EntryType == TarEntryType.SymbolicLink ? entry.LinkName : "",
    };

    // Docker writes "./name", Podman "name", and both the folder itself first or not at all.
    private static void Note(Dictionary<string, FileEntry> entries, TarEntry entry)
    {
        var path = entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name;
        path = path.TrimEnd('/');
        if (path.Length > 0 && path != "." && !path.Contains('/', StringComparison.Ordinal))
        {
            entries[path] = Describe(entry, path);
        }
    }

    private static string Owner(string? name, int id) => string.IsNullOrEmpty(name) ? id.ToString(System.Globalization.CultureInfo.InvariantCulture) : name;

    private static string Sentence(string last) =>
        $"There is too much below this folder to list it from an archive: reading stopped at {last.TrimStart('.', '/').TrimEnd('/')}, and what comes after it is missing here.";
}
