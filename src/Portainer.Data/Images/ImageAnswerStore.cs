using System.Data.Common;
using Dapper;

namespace Portainer.Data.Images;

/// <summary>What a registry answered about one name of an image of an endpoint.</summary>
/// <param name="Digest">What it has under the name; null when it did not say.</param>
/// <param name="Reason">Why it did not say.</param>
public sealed record ImageAnswer(int EndpointId, string Reference, string? Digest, string? Reason, DateTimeOffset AskedAt);

/// <summary>Answers of registries, so that a restart asks none of them again. They go with their endpoint.</summary>
public sealed class ImageAnswerStore(Db db)
{
    public async Task<IReadOnlyList<ImageAnswer>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>("SELECT endpoint_id, reference, digest, reason, asked_at FROM image_answers ORDER BY endpoint_id, reference");
        return [.. rows.Select(row => new ImageAnswer(row.EndpointId, row.Reference, row.Digest, row.Reason, row.AskedAt))];
    }

    /// <summary>In place of an earlier answer.</summary>
    /// <exception cref="StorageException">It cannot be written, or the endpoint is gone.</exception>
    public async Task PutAsync(ImageAnswer answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(answer);
        await using var connection = await db.OpenAsync(cancellationToken);
        await WritingAsync(() => connection.ExecuteAsync(
            """
            INSERT INTO image_answers (endpoint_id, reference, digest, reason, asked_at)
            VALUES (@EndpointId, @Reference, @Digest, @Reason, @AskedAt)
            ON CONFLICT (endpoint_id, reference) DO UPDATE SET digest = @Digest, reason = @Reason, asked_at = @AskedAt
            """,
            answer));
    }

    /// <exception cref="StorageException">It cannot be written.</exception>
    public async Task ForgetAsync(int endpointId, IReadOnlyCollection<string> references, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        await WritingAsync(() => connection.ExecuteAsync(
            db.Sql("DELETE FROM image_answers WHERE endpoint_id = @endpointId AND reference {in:references}"),
            new { endpointId, references = references.ToArray() }));
    }

    private static async Task WritingAsync(Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (DbException failure)
        {
            throw new StorageException($"An answer of a registry could not be noted in the database: {failure.Message}", failure);
        }
    }

    private sealed class Row
    {
        public int EndpointId { get; init; }

        public string Reference { get; init; } = "";

        public string? Digest { get; init; }

        public string? Reason { get; init; }

        public DateTimeOffset AskedAt { get; init; }
    }
}
