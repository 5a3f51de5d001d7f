namespace Portainer.Ui.Table;

/// <summary>Chosen row keys, with the anchor a shift-click extends from.</summary>
internal sealed class Selection
{
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private string? _anchor;

    public int Count => _keys.Count;

    public bool Contains(string key) => _keys.Contains(key);

    public void Clear()
    {
        _keys.Clear();
        _anchor = null;
    }

    public void Toggle(string key)
    {
        if (!_keys.Remove(key))
        {
            _keys.Add(key);
        }

        _anchor = key;
    }

    /// <summary>Everything between the anchor and <paramref name="key"/> takes the state the clicked row gets.</summary>
    public void ToggleRange(IReadOnlyList<string> order, string key)
    {
        var from = _anchor is null ? -1 : Index(order, _anchor);
        var to = Index(order, key);
        if (from < 0 || to < 0)
        {
            Toggle(key);
            return;
        }

        var on = !_keys.Contains(key);
        for (var index = Math.Min(from, to); index <= Math.Max(from, to); index++)
        {
            if (on)
            {
                _keys.Add(order[index]);
            }
            else if (index != from)
            {
                _keys.Remove(order[index]);
            }
        }

        _anchor = key;
    }

    public void SelectAll(IEnumerable<string> keys) => _keys.UnionWith(keys);

    /// <summary>Nothing that is not on the list stays chosen: nobody acts on what they do not see.</summary>
    public bool Prune(IEnumerable<string> shown)
    {
        var before = _keys.Count;
        _keys.IntersectWith(shown);
        return _keys.Count != before;
    }

    private static int Index(IReadOnlyList<string> order, string key)
    {
        for (var index = 0; index < order.Count; index++)
        {
            if (order[index] == key)
            {
                return index;
            }
        }

        return -1;
    }
}
