using System.Text;
using System.Text.Json.Serialization;

namespace Portainer.Data.Endpoints;

/// <summary>TLS material of an engine in clear; it is never serialised or printed.</summary>
public sealed record EndpointTls
{
    public static EndpointTls None { get; } = new();

    public TlsMode Mode { get; init; }

    [JsonIgnore]
    public string? CaPem { get; init; }

    [JsonIgnore]
    public string? CertPem { get; init; }

    [JsonIgnore]
    public string? KeyPem { get; init; }

    /// <summary>
    /// Why the stored material cannot be decrypted, or null. The stored bytes stay as they are until new material is saved,
    /// so bringing back the lost keys heals the endpoint.
    /// </summary>
    public string? UnreadableCause { get; init; }

    [JsonIgnore]
    public bool IsUnreadable => UnreadableCause is not null;

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("Mode = ").Append(Mode).Append(", IsUnreadable = ").Append(IsUnreadable);
        return true;
    }
}
