using Microsoft.AspNetCore.Components;

namespace Portainer.Ui.Table;

/// <summary>One column of a <see cref="DataTable{TItem}"/>; below 640 px a line of its card.</summary>
public sealed class DataColumn<TItem> : ComponentBase, IDisposable
{
    [CascadingParameter] internal DataTable<TItem>? Table { get; set; }

    /// <summary>Name in the sort order and in the stored column choice.</summary>
    [Parameter, EditorRequired] public string Id { get; set; } = "";

    [Parameter, EditorRequired] public string Title { get; set; } = "";

    /// <summary>What the filter searches and, without a template, what the cell shows and the column sorts by.</summary>
    [Parameter] public Func<TItem, string?>? Text { get; set; }

    /// <summary>Sort key when it is not the text: a number, a moment.</summary>
    [Parameter] public Func<TItem, IComparable?>? SortBy { get; set; }

    [Parameter] public bool Sortable { get; set; } = true;

    /// <summary>The first click sorts descending: sizes, percentages, times.</summary>
    [Parameter] public bool DescendingFirst { get; set; }

    /// <summary>CSS width ("120px", "18%"); columns without share the rest.</summary>
    [Parameter] public string? Width { get; set; }

    /// <summary>Right-aligned, for numbers.</summary>
    [Parameter] public bool End { get; set; }

    [Parameter] public bool Hideable { get; set; } = true;

    /// <summary>Hidden until the user asks for it.</summary>
    [Parameter] public bool Hidden { get; set; }

    /// <summary>Title line of the card on phones.</summary>
    [Parameter] public bool Primary { get; set; }

    /// <summary>On phones: without its label (badges), or not at all.</summary>
    [Parameter] public CardRole Card { get; set; } = CardRole.Labelled;

    [Parameter] public string? Class { get; set; }

    [Parameter] public RenderFragment<TItem>? ChildContent { get; set; }

    internal bool CanSort => Sortable && (SortBy is not null || Text is not null);

    internal string CellClass => string.Join(' ', new[]
    {
        End ? "end" : null, Primary ? "primary" : null, Class,
        Card switch { CardRole.Bare => "bare", CardRole.None => "no-card", _ => null },
    }.Where(name => name is not null));

    internal int Compare(TItem x, TItem y) => SortBy is not null
        ? Comparer<IComparable?>.Default.Compare(SortBy(x), SortBy(y))
        : NaturalComparer.Instance.Compare(Text?.Invoke(x), Text?.Invoke(y));

    protected override void OnInitialized() => Table?.Add(this);

    public void Dispose() => Table?.Remove(this);
}

/// <summary>What becomes of a cell on a phone's card.</summary>
public enum CardRole
{
    Labelled,
    Bare,
    None,
}
