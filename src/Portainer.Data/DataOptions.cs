namespace Portainer.Data;

/// <summary>Where the product remembers things.</summary>
public sealed record DataOptions
{
    /// <summary>Folder of the SQLite file and of the encryption keys; created with mode 0700 when missing.</summary>
    public required string Folder { get; init; }

    /// <summary>Npgsql connection string; null means SQLite in <see cref="Folder"/>.</summary>
    public string? PostgresConnection { get; init; }
}
