namespace Portainer.Data.Endpoints;

/// <summary>Endpoints that are shown, and given access to, together. Every endpoint is in exactly one group.</summary>
public sealed record EndpointGroup
{
    /// <summary>“Unassigned”, Portainer's group 1: it is always there, and endpoints of no other group are in it.</summary>
    public const int UnassignedId = 1;

    public const string UnassignedName = "Unassigned";

    public required int Id { get; init; }

    public required string Name { get; init; }

    public string Description { get; init; } = "";

    public IdSet TagIds { get; init; } = IdSet.Empty;
}

/// <summary>What a person gives to add a group.</summary>
public sealed record NewEndpointGroup(string Name)
{
    public string Description { get; init; } = "";

    public IdSet TagIds { get; init; } = IdSet.Empty;

    /// <summary>Endpoints that move to the group from where they are now.</summary>
    public IdSet EndpointIds { get; init; } = IdSet.Empty;
}
