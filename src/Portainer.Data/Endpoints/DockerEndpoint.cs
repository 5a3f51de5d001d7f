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

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Rises with every change; an update made from an older version is refused.</summary>
    public long Version { get; init; }
}
