using Dapper;

namespace Portainer.Data.Audit;

/// <summary>Whether the chain holds, and how its old part is given up.</summary>
public sealed partial class AuditStore
{
    private const int VerifyPage = 1000;

    /// <summary>Walks the whole chain as it is at this moment; null when it holds, else the first break.</summary>
    public async Task<AuditBreak?> VerifyAsync(CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        await using var snapshot = await Db.SnapshotAsync(connection, cancellationToken);
        var chain = await connection.QuerySingleAsync<Chain>(
            "SELECT anchor_id, anchor_hash, last_id, last_hash FROM audit_chain WHERE id = 1", transaction: snapshot);
        var (id, hash) = (chain.AnchorId, chain.AnchorHash);
        IReadOnlyList<Link> page;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            page = [.. await connection.QueryAsync<AuditEntry, string, Link>(
                $"SELECT {Columns}, hash FROM audit_entries WHERE id > @id ORDER BY id LIMIT {VerifyPage}",
                (entry, own) => new(entry, own),
                new { id },
                snapshot,
                splitOn: "hash")];
            foreach (var link in page)
            {
                if (Fault(link, id + 1, hash) is { } fault)
                {
                    return fault;
                }

                (id, hash) = (link.Entry.Id, link.Hash);
            }
        }
        while (page.Count > 0);

        return id < chain.LastId
            ? new(id + 1, $"Entry {id + 1} and all after it were removed: {chain.LastId} were noted.")
            : id > chain.LastId || hash != chain.LastHash ? new(id, $"Entry {id} was not noted by this product.") : null;
    }

    /// <summary>
    /// Forgets the oldest entries: those from before <paramref name="before"/>, and all but the newest <paramref name="most"/>. The hash
    /// of the last one that goes is kept, so that the rest can still be verified; a break among those that go is forgotten
    /// with them. Returns how many went.
    /// </summary>
    public async Task<int> ForgetAsync(DateTimeOffset before, long most, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        await using var transaction = await Db.BeginAsync(connection, cancellationToken);
        var chain = await ChainAsync(connection, transaction);
        // A clock that was set back gives older times to newer rows; only a beginning of the chain may go.
        var oldestKept = await connection.ExecuteScalarAsync<long?>(
            "SELECT MIN(id) FROM audit_entries WHERE at >= @before", new { before }, transaction);
        var until = Math.Max((oldestKept ?? chain.LastId + 1) - 1, chain.LastId - most);
        var anchor = await connection.QuerySingleOrDefaultAsync<Anchor>(
            "SELECT id, hash FROM audit_entries WHERE id <= @until ORDER BY id DESC LIMIT 1", new { until }, transaction);
        if (anchor is null)
        {
            return 0;
        }

        await connection.ExecuteAsync(
            "UPDATE audit_chain SET anchor_id = @Id, anchor_hash = @Hash WHERE id = 1", new { anchor.Id, anchor.Hash }, transaction);
        var gone = await connection.ExecuteAsync("DELETE FROM audit_entries WHERE id <= @Id", new { anchor.Id }, transaction);
        await transaction.CommitAsync(cancellationToken);
        return gone;
    }

    private static AuditBreak? Fault(Link link, long expected, string previous)
    {
        if (link.Entry.Id != expected)
        {
            return new(expected, $"Entry {expected} was removed: {link.Entry.Id} follows {expected - 1}.");
        }

        return AuditHash.Of(link.Entry, previous) == link.Hash
            ? null
            : new(expected, $"Entry {expected} was changed, or the one before it was exchanged: its hash does not fit.");
    }

    private sealed record Anchor
    {
        public long Id { get; init; }
        public string Hash { get; init; } = "";
    }

    private sealed record Link(AuditEntry Entry, string Hash);
}
