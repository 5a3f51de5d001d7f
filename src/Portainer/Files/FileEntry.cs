using System.Globalization;

namespace Portainer.Files;

public enum FileKind
{
    Folder,
    File,
    Link,

    /// <summary>Device, pipe or socket.</summary>
    Other,
}

/// <summary>What a folder holds.</summary>
/// <param name="Size">Bytes; 0 for what has none.</param>
/// <param name="Mode">Permission bits, set-id and sticky included.</param>
/// <param name="Owner">Name or number.</param>
/// <param name="Modified">Seconds are all that archives tell.</param>
public sealed record FileEntry(string Name, FileKind Kind, long Size, int Mode, string Owner, string Group, DateTimeOffset Modified)
{
    private const string Letters = "rwxrwxrwx";

    public int Uid { get; init; }

    public int Gid { get; init; }

    /// <summary>Where a link leads, as it is written in it.</summary>
    public string Target { get; init; } = "";

    /// <summary>"-rw-r--r--", as ls -l has it.</summary>
    public string Permissions
    {
        get
        {
            Span<char> text = stackalloc char[10];
            text[0] = Kind switch { FileKind.Folder => 'd', FileKind.Link => 'l', FileKind.Other => 's', _ => '-' };
            for (var bit = 0; bit < 9; bit++)
            {
                text[bit + 1] = (Mode & (1 << (8 - bit))) != 0 ? Letters[bit] : '-';
            }

            Mark(text, 0x800, 3, 's');
            Mark(text, 0x400, 6, 's');
            Mark(text, 0x200, 9, 't');
            return new(text);
        }
    }

    public string Octal => Convert.ToString(Mode, 8).PadLeft(4, '0');

    public string Ids => string.Create(CultureInfo.InvariantCulture, $"{Uid}:{Gid}");

    /// <summary>The name on the engine is not UTF-8: it can be shown, not addressed.</summary>
    public bool IsUnreadable => Name.Contains('\uFFFD', StringComparison.Ordinal);

    private void Mark(Span<char> text, int bit, int place, char letter)
    {
        if ((Mode & bit) != 0)
        {
            text[place] = text[place] == 'x' ? letter : char.ToUpperInvariant(letter);
        }
    }
}

/// <param name="Note">What of the folder could not be read, as a sentence; null when it is complete.</param>
public sealed record FileListing(IReadOnlyList<FileEntry> Entries, string? Note = null);
