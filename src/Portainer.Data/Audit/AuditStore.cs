using System.Data.Common;
using System.Text;
using Dapper;

namespace Portainer.Data.Audit;

/// <summary>
/// Who did what, where, when, from where, and how it ended. Every row carries a hash of itself and of the row before, so that an
/// edited, removed or inserted row shows (<see cref="VerifyAsync"/>); against somebody who writes the whole chain anew only a
/// copy elsewhere helps.
/// </summary>
public sealed partial class AuditStore(Db db, TimeProvider time)
{
    private const int LongestText = 2000;
    private const string Columns = "id, at, user_id, user_name, address, endpoint_id, endpoint_name, action, target, outcome, detail";

    /// <summary>Notes what happened. Writers, in any number of processes, wait for each other.</summary>
    /// <exception cref="StorageException">It cannot be written.</exception>
    public async Task<AuditEntry> AppendAsync(NewAuditEntry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        await using var connection = await db.OpenAsync(cancellationToken);
        try
        {
            await using var transaction = await Db.BeginAsync(connection, cancellationToken);
            var chain = await ChainAsync(connection, transaction);
            var appended = Entry(entry, chain.LastId + 1, DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds()));
            var hash = AuditHash.Of(appended, chain.LastHash);
            var values = new DynamicParameters(appended);
            values.Add("hash", hash);
            await connection.ExecuteAsync(
                $"""
                INSERT INTO audit_entries ({Columns}, hash)
                VALUES (@Id, @At, @UserId, @UserName, @Address, @EndpointId, @EndpointName, @Action, @Target, @Outcome, @Detail, @hash)
                """,
                values,
                transaction);
            await connection.ExecuteAsync(
                "UPDATE audit_chain SET last_id = @Id, last_hash = @hash WHERE id = 1", new { appended.Id, hash }, transaction);
            await transaction.CommitAsync(cancellationToken);
            return appended;
        }
        catch (DbException failure)
        {
            throw new StorageException($"{entry.Action} could not be noted in the audit trail: {failure.Message}", failure);
        }
    }

    /// <summary>Takes the lock of the chain, on PostgreSQL a row's and on SQLite the transaction's.</summary>
    private async Task<Chain> ChainAsync(DbConnection connection, DbTransaction transaction) => await connection.QuerySingleAsync<Chain>(
        db.Sql("SELECT anchor_id, anchor_hash, last_id, last_hash FROM audit_chain WHERE id = 1 {lock}"), transaction: transaction);

    private static AuditEntry Entry(NewAuditEntry entry, long id, DateTimeOffset at) => new()
    {
        Id = id,
        At = at,
        UserId = entry.UserId,
        UserName = Clean(entry.UserName),
        Address = Clean(entry.Address),
        EndpointId = entry.EndpointId,
        EndpointName = Clean(entry.EndpointName),
        Action = Clean(entry.Action),
        Target = Clean(entry.Target),
        Outcome = entry.Outcome,
        Detail = Clean(entry.Detail),
    };

    /// <summary>What both databases give back as it was: no NUL, no half of a character. Names and paths in here come from strangers.</summary>
    private static string Clean(string text)
    {
        var cut = text.Length <= LongestText ? text : text[..LongestText];
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(cut)).Replace('\0', '\uFFFD');
    }

    private sealed record Chain
    {
        public long AnchorId { get; init; }
        public string AnchorHash { get; init; } = "";
        public long LastId { get; init; }
        public string LastHash { get; init; } = "";
    }
}
