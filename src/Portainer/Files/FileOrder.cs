using Portainer.Ui.Table;

namespace Portainer.Files;

/// <summary>Folders before everything else, then names as people order them: file2 before file10.</summary>
internal readonly record struct FileOrder(bool IsFolder, string Name) : IComparable<FileOrder>, IComparable
{
    public int CompareTo(FileOrder other) => IsFolder == other.IsFolder ? NaturalComparer.Instance.Compare(Name, other.Name) : IsFolder ? -1 : 1;

    public int CompareTo(object? obj) => obj is FileOrder other ? CompareTo(other) : 1;
}
