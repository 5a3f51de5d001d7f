using System.Collections;
using System.Data;
using System.Globalization;
using System.Runtime.CompilerServices;
using Dapper;

namespace Portainer.Data;

/// <summary>Ids in ascending order, each once; equal to another set of the same ids, so that records that hold one compare by value.</summary>
[CollectionBuilder(typeof(IdSet), nameof(Of))]
public sealed class IdSet : IReadOnlyList<int>, IEquatable<IdSet>
{
    private readonly int[] _ids;

    private IdSet(int[] ids) => _ids = ids;

    public static IdSet Empty { get; } = new([]);

    public int Count => _ids.Length;

    public int this[int index] => _ids[index];

    public static IdSet Of(ReadOnlySpan<int> ids) => ids.IsEmpty ? Empty : new([.. ids.ToArray().Distinct().Order()]);

    public bool Contains(int id) => Array.BinarySearch(_ids, id) >= 0;

    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)_ids).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _ids.GetEnumerator();

    public bool Equals(IdSet? other) => other is not null && _ids.AsSpan().SequenceEqual(other._ids);

    public override bool Equals(object? obj) => Equals(obj as IdSet);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var id in _ids)
        {
            hash.Add(id);
        }

        return hash.ToHashCode();
    }

    public override string ToString() => string.Join(", ", _ids);

    /// <summary>Reads what <c>{ids:column}</c> of our SQL gives: the ids with commas between.</summary>
    internal sealed class Text : SqlMapper.TypeHandler<IdSet>
    {
        public override IdSet Parse(object value) =>
            Of([.. ((string)value).Split(',', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture))]);

        public override void SetValue(IDbDataParameter parameter, IdSet? value) => throw new NotSupportedException("Ids are written one by one.");
    }
}
