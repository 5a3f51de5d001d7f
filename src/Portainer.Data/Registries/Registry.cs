namespace Portainer.Data.Registries;

/// <summary>A registry account, as stored, without its password: that is read on its own, by <see cref="RegistryStore.SecretAsync"/>.</summary>
public sealed record Registry
{
    public required int Id { get; init; }

    public required string Name { get; init; }

    public RegistryKind Kind { get; init; }

    /// <summary><c>host[:port][/path]</c>, as it begins the names of its images; no scheme.</summary>
    public required string Url { get; init; }

    /// <summary>Empty: it is used without an account.</summary>
    public string UserName { get; init; } = "";

    /// <summary>A password or token is stored.</summary>
    public bool HasSecret { get; init; }

    /// <summary>Who may sign its certificate besides the system's authorities; null for nobody. Not a secret.</summary>
    public string? CaPem { get; init; }

    /// <summary>Accept any certificate when this console talks to it.</summary>
    public bool SkipVerify { get; init; }

    /// <summary>It has no TLS.</summary>
    public bool PlainHttp { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Rises with every change; an update made from an older version is refused.</summary>
    public long Version { get; init; }

    /// <summary>Host and port alone.</summary>
    public string Host => Url.Split('/', 2)[0];
}

/// <summary>A registry's password in clear; never serialised or printed.</summary>
/// <param name="Clear">Null when none is stored, or it cannot be read.</param>
/// <param name="UnreadableCause">Why the stored one cannot be decrypted, as a sentence; null when it can.</param>
public sealed record RegistrySecret([property: System.Text.Json.Serialization.JsonIgnore] string? Clear, string? UnreadableCause = null)
{
    private bool PrintMembers(System.Text.StringBuilder builder)
    {
        builder.Append("IsStored = ").Append(Clear is not null || UnreadableCause is not null);
        return true;
    }
}
