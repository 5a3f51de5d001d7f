using System.Text;

namespace Portainer.Data.ApiKeys;

/// <summary>A key with which a program acts for a person, as listed; the key itself is not kept.</summary>
public sealed record ApiKey
{
    public required int Id { get; init; }

    public required int UserId { get; init; }

    public required string Description { get; init; }

    /// <summary>The seven characters after <c>ptr_</c>, by which a person tells keys apart.</summary>
    public required string Prefix { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>To the minute; null: never.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>Null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>True: it changes nothing, whatever its owner may.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>The endpoints it is limited to; null: all that its owner may use. It stays limited when they are removed.</summary>
    public IdSet? EndpointIds { get; init; }
}

/// <summary>What a person gives to make a key.</summary>
public sealed record NewApiKey(int UserId, string Description)
{
    public DateTimeOffset? ExpiresAt { get; init; }

    public bool IsReadOnly { get; init; }

    public IdSet? EndpointIds { get; init; }
}

/// <summary>A key at the one moment it can be shown; never printed.</summary>
public sealed record CreatedApiKey(string RawKey, ApiKey Key)
{
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("Key = ").Append(Key);
        return true;
    }
}
