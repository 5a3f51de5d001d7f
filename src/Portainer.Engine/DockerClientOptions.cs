namespace Portainer.Engine;

/// <summary>Where an engine is and how long to wait for it.</summary>
public sealed record DockerClientOptions
{
    /// <summary><c>unix:///path</c>, <c>npipe://./pipe/name</c>, <c>tcp://host:port</c> or <c>host:port</c>.</summary>
    public required string Endpoint { get; init; }

    /// <summary>Null speaks plain HTTP.</summary>
    public TlsOptions? Tls { get; init; }

    /// <summary>For the connection including its TLS handshake.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Until the head of an answer, and between two reads of its body; streams have no limit once open.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Skips negotiation; null negotiates.</summary>
    public Version? PinnedApiVersion { get; init; }
}
