using Portainer.Data.Endpoints;
using Portainer.Fleet;
using Portainer.Shell;

namespace Portainer.Endpoints;

/// <summary>A group as lists show it.</summary>
public sealed record GroupRow(int Id, string Name, string Description, NameList Tags, NameList Endpoints)
{
    public bool IsUnassigned => Id == EndpointGroup.UnassignedId;

    public string Href => $"groups/{Id}/edit";

    // Row keys are shared by all lists of a circuit.
    public RowTarget Target => new($"group-{Id}", Name, Href);
}

/// <summary>What the form of a group begins with; null for a new one.</summary>
public sealed record GroupSheet(EndpointGroup? Group, IReadOnlyList<DockerEndpoint> Endpoints);

/// <summary>What the form of a group holds before it is saved.</summary>
public sealed class GroupDraft
{
    public string Name { get; set; } = "";

    public string Description { get; set; } = "";

    public HashSet<int> TagIds { get; init; } = [];

    public HashSet<int> EndpointIds { get; init; } = [];

    public static GroupDraft From(GroupSheet sheet) => sheet.Group is not { } group ? new() : new()
    {
        Name = group.Name,
        Description = group.Description,
        TagIds = [.. group.TagIds],
        EndpointIds = [.. sheet.Endpoints.Where(endpoint => endpoint.GroupId == group.Id).Select(endpoint => endpoint.Id)],
    };
}
