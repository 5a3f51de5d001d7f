using System.Collections;

namespace Portainer.Fleet;

/// <summary>Names in order, equal to another list of the same names: rows that carry one are drawn again only when it changed.</summary>
public sealed class NameList(IReadOnlyList<string> names) : IReadOnlyList<string>, IEquatable<NameList>
{
    public static readonly NameList Empty = new([]);

    public int Count => names.Count;

    public string this[int index] => names[index];

    public bool Equals(NameList? other) => other is not null && (ReferenceEquals(this, other) || this.SequenceEqual(other));

    public override bool Equals(object? obj) => Equals(obj as NameList);

    public override int GetHashCode() => names.Count == 0 ? 0 : HashCode.Combine(names.Count, names[0], names[^1]);

    public IEnumerator<string> GetEnumerator() => names.GetEnumerator();

    public override string ToString() => string.Join(", ", names);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
