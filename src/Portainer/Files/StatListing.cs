using System.Globalization;

namespace Portainer.Files;

/// <summary>
/// A folder by <c>find</c> and <c>stat</c> run in the container: it costs what the folder holds, not what lies below it, and tells real owners.
/// Arguments go to the programs as they are, without a shell, so no name can mean anything; the answer is taken apart at a mark that no
/// file's name can guess.
/// </summary>
internal static class StatListing
{
    private const int FileType = 0xF000;

    /// <summary>Formats that GNU's and busybox's stat share: raw mode, size, seconds, ids, names, name, name with target.</summary>
    private static string Format(string mark) => $"{mark}%f %s %Y %u %g %U %G{mark}%n{mark}%N";

    /// <summary>With a slash at the end a link to a folder is followed.</summary>
    public static string[] OfFolder(string path, string mark) =>
        ["find", path.EndsWith('/') ? path : path + "/", "-mindepth", "1", "-maxdepth", "1", "-exec", "stat", "-c", Format(mark), "{}", "+"];

    public static string[] OfPath(string path, string mark) => ["stat", "-c", Format(mark), path];

    public static IReadOnlyList<FileEntry> Read(string output, string mark)
    {
        var pieces = output.Split(mark);
        var entries = new List<FileEntry>(pieces.Length / 3);
        for (var index = 1; index + 2 < pieces.Length; index += 3)
        {
            if (Entry(pieces[index].Split(' '), pieces[index + 1], pieces[index + 2].TrimEnd('\n')) is { } entry)
            {
                entries.Add(entry);
            }
        }

        return entries;
    }

    private static FileEntry? Entry(string[] facts, string path, string nameAndTarget)
    {
        if (facts.Length < 7
            || !int.TryParse(facts[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var mode)
            || !long.TryParse(facts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            || !long.TryParse(facts[2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds)
            || !int.TryParse(facts[3], NumberStyles.None, CultureInfo.InvariantCulture, out var uid)
            || !int.TryParse(facts[4], NumberStyles.None, CultureInfo.InvariantCulture, out var gid))
        {
            return null;
        }

        var kind = (mode & FileType) switch
        {
            0x4000 => FileKind.Folder,
            0x8000 => FileKind.File,
            0xA000 => FileKind.Link,
            _ => FileKind.Other,
        };
        return new(FilePath.Name(path), kind, kind == FileKind.File ? size : 0, mode & 0xFFF, Name(facts[5], facts[3]), Name(facts[6], facts[4]), DateTimeOffset.FromUnixTimeSeconds(seconds))
        {
            Uid = uid,
            Gid = gid,
            Target = kind == FileKind.Link ? Target(path, nameAndTarget) : "",
        };
    }

    private static string Name(string name, string id) => name is "UNKNOWN" or "" ? id : name;

    // Busybox puts both in quotes and escapes nothing; GNU's leaves them bare when asked to (QUOTING_STYLE).
    private static string Target(string path, string nameAndTarget)
    {
        var quoted = $"'{path}' -> '";
        if (nameAndTarget.StartsWith(quoted, StringComparison.Ordinal) && nameAndTarget.EndsWith('\''))
        {
            return nameAndTarget[quoted.Length..^1];
        }

        var bare = $"{path} -> ";
        return nameAndTarget.StartsWith(bare, StringComparison.Ordinal) ? nameAndTarget[bare.Length..] : nameAndTarget.Split(" -> ", 2)[^1].Trim('\'');
    }
}
