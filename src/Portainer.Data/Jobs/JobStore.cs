using System.Data.Common;
using Dapper;

namespace Portainer.Data.Jobs;

/// <summary>Jobs from their start to long after their end.</summary>
public sealed class JobStore(Db db)
{
    private const string Columns =
        "id, kind, title, icon, href, endpoint_id, user_id, user_name, state, started_at, ended_at, outcome";

    /// <summary>The newest jobs first, without what they wrote.</summary>
    public async Task<IReadOnlyList<StoredJob>> ListAsync(int most, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        return [.. await connection.QueryAsync<StoredJob>($"SELECT {Columns} FROM jobs ORDER BY started_at DESC, id DESC LIMIT @most", new { most })];
    }

    /// <summary>Takes <paramref name="count"/> ids in a row that nobody else is given; returns the first.</summary>
    /// <exception cref="StorageException">It cannot be written.</exception>
    public async Task<int> ReserveAsync(int count, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        var next = await WritingAsync(() => connection.ExecuteScalarAsync<int>(
            """
            UPDATE job_numbers SET next = @count +
                CASE WHEN next > (SELECT COALESCE(MAX(id), 0) FROM jobs) THEN next ELSE (SELECT COALESCE(MAX(id), 0) + 1 FROM jobs) END
            RETURNING next
            """,
            new { count }));
        return next - count;
    }

    /// <summary>Gives the end of a range back, from <paramref name="first"/> to before <paramref name="end"/>, unless more was reserved since.</summary>
    /// <exception cref="StorageException">It cannot be written.</exception>
    public async Task ReturnAsync(int first, int end, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        await WritingAsync(() => connection.ExecuteAsync("UPDATE job_numbers SET next = @first WHERE next = @end", new { first, end }));
    }

    /// <summary>What the job wrote, or null when it was forgotten.</summary>
    public async Task<JobRecord?> RecordAsync(int id, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<JobRecord>("SELECT steps, output FROM jobs WHERE id = @id", new { id });
    }

    /// <exception cref="StorageException">It cannot be written, or the id is taken.</exception>
    public async Task CreateAsync(StoredJob job, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        await using var connection = await db.OpenAsync(cancellationToken);
        await WritingAsync(() => connection.ExecuteAsync(
            """
            INSERT INTO jobs (id, kind, title, icon, href, endpoint_id, user_id, user_name, state, started_at, ended_at, outcome, steps, output)
            VALUES (@Id, @Kind, @Title, @Icon, @Href, @EndpointId, @UserId, @UserName, @State, @StartedAt, @EndedAt, @Outcome, '[]', '')
            """,
            job));
    }

    /// <exception cref="StorageException">It cannot be written.</exception>
    public async Task EndAsync(int id, JobEnd end, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(end);
        await using var connection = await db.OpenAsync(cancellationToken);
        await WritingAsync(() => connection.ExecuteAsync(
            """
            UPDATE jobs SET state = @State, ended_at = @EndedAt, outcome = @Outcome, href = @Href, steps = @Steps, output = @Output
            WHERE id = @id
            """,
            new { id, end.State, end.EndedAt, end.Outcome, end.Href, end.Record.Steps, end.Record.Output }));
    }

    /// <summary>Ends every job that is still noted as running: nobody runs it any more. Returns how many there were.</summary>
    public async Task<int> InterruptAsync(DateTimeOffset endedAt, string outcome, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        return await WritingAsync(() => connection.ExecuteAsync(
            "UPDATE jobs SET state = @interrupted, ended_at = @endedAt, outcome = @outcome WHERE state = @running",
            new { interrupted = JobState.Interrupted, endedAt, outcome, running = JobState.Running }));
    }

    /// <summary>Forgets ended jobs that ended before <paramref name="before"/> and all but the newest <paramref name="most"/>.</summary>
    public async Task<int> ForgetAsync(DateTimeOffset before, int most, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        return await WritingAsync(() => connection.ExecuteAsync(
            """
            DELETE FROM jobs WHERE state <> @running AND (ended_at < @before OR id NOT IN
                (SELECT id FROM jobs WHERE state <> @running ORDER BY started_at DESC, id DESC LIMIT @most))
            """,
            new { running = JobState.Running, before, most }));
    }

    private static async Task<T> WritingAsync<T>(Func<Task<T>> write)
    {
        try
        {
            return await write();
        }
        catch (DbException failure)
        {
            throw new StorageException($"A job could not be noted in the database: {failure.Message}", failure);
        }
    }
}
