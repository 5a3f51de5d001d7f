using System.Runtime.CompilerServices;
using Dapper;

namespace Portainer.Data.Audit;

/// <summary>Pages and exports.</summary>
public sealed partial class AuditStore
{
    private const int ExportPage = 500;

    /// <summary>The newest entries that pass the filter, the newest first, <paramref name="most"/> at the most; of those before <paramref name="beforeId"/>, when given.</summary>
    public async Task<IReadOnlyList<AuditEntry>> PageAsync(AuditFilter filter, long? beforeId, int most, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var (where, values) = Conditions(filter, beforeId);
        values.Add("most", most);
        await using var connection = await db.OpenAsync(cancellationToken);
        return [.. await connection.QueryAsync<AuditEntry>(
            $"SELECT {Columns} FROM audit_entries {where} ORDER BY id DESC LIMIT @most", values)];
    }

    /// <summary>All entries that pass the filter, the newest first, read in pages: nothing is held while the reader is slow.</summary>
    public async IAsyncEnumerable<AuditEntry> StreamAsync(AuditFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long? before = null;
        while (await PageAsync(filter, before, ExportPage, cancellationToken) is { Count: > 0 } page)
        {
            foreach (var entry in page)
            {
                yield return entry;
            }

            before = page[^1].Id;
        }
    }

    private static (string Where, DynamicParameters Values) Conditions(AuditFilter filter, long? beforeId)
    {
        var values = new DynamicParameters();
        var conditions = new List<string>();
        Add("id < @beforeId", "beforeId", beforeId);
        Add("user_id = @userId", "userId", filter.UserId);
        Add("user_name = @userName", "userName", string.IsNullOrEmpty(filter.UserName) ? null : filter.UserName);
        Add("endpoint_id = @endpointId", "endpointId", filter.EndpointId);
        Add(@"LOWER(action) LIKE LOWER(@action) ESCAPE '\'", "action", string.IsNullOrEmpty(filter.Action) ? null : $"%{Literal(filter.Action)}%");
        Add("outcome = @outcome", "outcome", (int?)filter.Outcome);
        Add("at >= @from", "from", filter.From?.ToUnixTimeMilliseconds());
        Add("at < @to", "to", filter.To?.ToUnixTimeMilliseconds());
        return (conditions.Count == 0 ? "" : $"WHERE {string.Join(" AND ", conditions)}", values);

        void Add(string condition, string name, object? value)
        {
            if (value is not null)
            {
                conditions.Add(condition);
                values.Add(name, value);
            }
        }
    }

    private static string Literal(string text) => text
        .Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("%", @"\%", StringComparison.Ordinal)
        .Replace("_", @"\_", StringComparison.Ordinal);
}
