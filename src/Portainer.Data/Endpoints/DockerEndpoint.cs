namespace Portainer.Data.Endpoints;

/// <summary>An engine we manage, as stored.</summary>
public sealed record DockerEndpoint
{
    public required int Id { get; init; }

    public required string Name { get; init; }

    /// <summary><c>unix://</c>, <c>npipe://</c> or <c>tcp://host:port</c>.</summary>
    public required string Url { get; init; }

    /// <summary>Host that the links of published ports point to; empty when none was given.</summary>
    public string PublicAddress { get; init; } = "";

    public EndpointTls Tls { get; init; } = EndpointTls.None;

    /// <summary>The group the endpoint is in; <see cref="EndpointGroup.UnassignedId"/> when in no other.</summary>
    public int GroupId { get; init; } = EndpointGroup.UnassignedId;

    public IdSet TagIds { get; init; } = IdSet.Empty;

    /// <summary>False: we leave the engine alone, and nobody reaches it through us.</summary>
    public bool IsEnabled { get; init; } = true;

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Rises with every change; an update made from an older version is refused.</summary>
    public long Version { get; init; }
}
