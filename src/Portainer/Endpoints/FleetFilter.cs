using System.Globalization;
using Portainer.Data.Endpoints;
using Portainer.Ui;

namespace Portainer.Endpoints;

/// <summary>Narrows the endpoints a page shows to groups and tags, and puts them together by group; the choice lives in the URL.</summary>
internal sealed class FleetFilter(GroupBook book, QueryState query)
{
    public const string ByGroup = "by";

    public bool IsGrouped => query[ByGroup] == "group";

    /// <summary>Of any of the chosen groups and with any of the chosen tags.</summary>
    public bool Matches(DockerEndpoint endpoint) =>
        Holds("group", [endpoint.GroupId]) && Holds("tag", book.Tags(endpoint));

    /// <summary>Nothing to choose from while there is one group only.</summary>
    public IReadOnlyList<ChipItem> Groups(IEnumerable<DockerEndpoint> endpoints) =>
        Chips("group", [.. endpoints.Select(endpoint => endpoint.GroupId)], book.Group) is { Count: > 1 } chips ? chips : [];

    public IReadOnlyList<ChipItem> Tags(IEnumerable<DockerEndpoint> endpoints) => Chips("tag", [.. endpoints.SelectMany(book.Tags)], book.Tag);

    /// <summary>All of them, or by group; endpoints of no group last.</summary>
    public IReadOnlyList<(string? Title, IReadOnlyList<T> Items)> Sections<T>(IReadOnlyList<T> items, Func<T, DockerEndpoint> of) => !IsGrouped
        ? [(null, items)]
        : [.. items.GroupBy(item => of(item).GroupId)
            .OrderBy(group => group.Key == EndpointGroup.UnassignedId).ThenBy(group => book.Group(group.Key), StringComparer.CurrentCultureIgnoreCase)
            .Select(group => ((string?)book.Group(group.Key), (IReadOnlyList<T>)[.. group]))];

    private bool Holds(string name, IEnumerable<int> ids) =>
        query[name].Length == 0 || ids.Any(id => query.Set(name).Contains(Text(id)));

    private static List<ChipItem> Chips(string kind, List<int> ids, Func<int, string> name) =>
        [.. ids.GroupBy(id => id).Select(same => new ChipItem(Text(same.Key), name(same.Key), same.Count(), kind == "tag" ? "tag" : "stack")).OrderBy(chip => chip.Text, StringComparer.CurrentCultureIgnoreCase)];

    private static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);
}
