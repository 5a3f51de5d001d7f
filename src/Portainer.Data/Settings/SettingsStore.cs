using System.Text.Json;
using Dapper;

namespace Portainer.Data.Settings;

/// <summary>Settings of the product as typed JSON by name.</summary>
public sealed class SettingsStore(Db db)
{
    /// <summary>The value, or null (default) when it was never set.</summary>
    public async Task<T?> GetAsync<T>(string name, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        var json = await connection.ExecuteScalarAsync<string?>("SELECT value FROM settings WHERE name = @name", new { name });
        return json is null ? default : JsonSerializer.Deserialize<T>(json);
    }

    public async Task SetAsync<T>(string name, T value, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(
            """
            INSERT INTO settings (name, value) VALUES (@name, @json)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """,
            new { name, json = JsonSerializer.Serialize(value) });
    }

    /// <summary>Sets the value unless there is one, and returns the one that stays: two processes agree on it.</summary>
    public async Task<T> GetOrSetAsync<T>(string name, T value, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(
            "INSERT INTO settings (name, value) VALUES (@name, @json) ON CONFLICT (name) DO NOTHING",
            new { name, json = JsonSerializer.Serialize(value) });
        var json = await connection.ExecuteScalarAsync<string>("SELECT value FROM settings WHERE name = @name", new { name });
        return JsonSerializer.Deserialize<T>(json!)!;
    }
}
