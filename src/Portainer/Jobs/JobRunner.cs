using System.Collections.Concurrent;
using System.Text.Json;
using Portainer.Access;
using Portainer.Data;
using Portainer.Data.Jobs;
using Portainer.Fleet;

namespace Portainer.Jobs;

/// <summary>
/// Runs long work on its own: no page, circuit or browser holds it, so none of them ends it. A job is a row from its start, so that what
/// a crash cut off is told at the next start.
/// </summary>
internal sealed partial class JobRunner(JobStore store, JobNumbers numbers, JobLimits limits, TimeProvider time, ILogger<JobRunner> logger) : IHostedService
{
    private readonly ConcurrentDictionary<int, Job> _jobs = new();

    /// <summary>A job started or ended; <see cref="Job.Changes"/> has what happens in between.</summary>
    public ChangeSignal Changes { get; } = new(time);

    /// <summary>Starts <paramref name="work"/> and returns at once. The work opens its engine sessions through the gate with the same caller, and uses nothing of a page.</summary>
    /// <param name="work">Returns the outcome as a sentence; a tellable exception is a failure with its message.</param>
    /// <exception cref="AccessDeniedException">Nobody is signed in.</exception>
    /// <exception cref="NoJobNumberException">The database has been away for long.</exception>
    public Job Start(Caller caller, JobPlan plan, Func<JobProgress, CancellationToken, Task<string>> work)
    {
        if (caller == Caller.Anonymous)
        {
            throw new AccessDeniedException("Sign in to start this.");
        }

        var job = new Job(numbers.Next(), caller, plan, time);
        _jobs[job.Id] = job;
        // What flows with a page's context (culture, its circuit) would be held for hours.
        using (ExecutionContext.SuppressFlow())
        {
            _ = Task.Run(() => RunAsync(job, work), CancellationToken.None);
        }

        Changes.Notify();
        return job;
    }

    /// <summary>The job, if it is the caller's or the caller is an administrator.</summary>
    public Job? Find(Caller caller, int id) => _jobs.GetValueOrDefault(id) is { } job && Sees(caller, job) ? job : null;

    /// <summary>The caller's jobs, all jobs for an administrator; newest first.</summary>
    public IReadOnlyList<Job> List(Caller caller) => [.. _jobs.Values.Where(job => Sees(caller, job)).OrderByDescending(job => job.StartedAt).ThenByDescending(job => job.Id)];

    /// <summary>Asks the work to end; it does so when it next can. A job that has ended stays as it is.</summary>
    /// <exception cref="JobNotFoundException">No such job for this caller.</exception>
    public void Cancel(Caller caller, int id)
    {
        var job = Find(caller, id) ?? throw new JobNotFoundException(id);
        if (job.IsRunning)
        {
            job.Cancel(caller.Name);
        }
    }

    /// <summary>Steps and output: from memory while it runs, from the database afterwards.</summary>
    /// <exception cref="JobNotFoundException">No such job for this caller.</exception>
    public async Task<JobDetails> ReadAsync(Caller caller, int id, CancellationToken cancellationToken)
    {
        var job = Find(caller, id) ?? throw new JobNotFoundException(id);
        if (job.Details() is { } details)
        {
            return details;
        }

        return await store.RecordAsync(id, cancellationToken) is { } record ? Details(record) : JobDetails.None;
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var interrupted = await store.InterruptAsync(time.GetUtcNow(), limits.InterruptedSentence, cancellationToken);
        if (interrupted > 0)
        {
            LogInterrupted(interrupted);
        }

        await numbers.FetchAsync(cancellationToken);
        await store.ForgetAsync(time.GetUtcNow() - limits.Keep, limits.Most, cancellationToken);
        foreach (var stored in await store.ListAsync(limits.Most, cancellationToken))
        {
            _jobs[stored.Id] = new(stored, time);
        }
    }

    /// <summary>Gives the running jobs a few seconds to end cleanly. What does not end is found by the next start.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        var running = _jobs.Values.Where(job => job.IsRunning).ToArray();
        foreach (var job in running)
        {
            job.Cancel(null);
        }

        try
        {
            await Task.WhenAll(running.Select(job => job.Ended)).WaitAsync(limits.StopWithin, TimeProvider.System, cancellationToken);
        }
        catch (Exception failure) when (failure is TimeoutException or OperationCanceledException)
        {
            await Task.WhenAll(running.Where(job => job.IsRunning).Select(job => EndAsync(job, JobState.Interrupted, limits.InterruptedSentence)));
        }

        Changes.Complete();
        try
        {
            await numbers.ReturnAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is StorageException or OperationCanceledException)
        {
            // A gap in the numbers is all that comes of it.
        }
    }

    private async Task RunAsync(Job job, Func<JobProgress, CancellationToken, Task<string>> work)
    {
        await NotingAsync(job, () => store.CreateAsync(job.Stored, CancellationToken.None));
        var (state, outcome) = await JobWork.RunAsync(job, work, limits, logger);
        await EndAsync(job, state, outcome);
    }

    private async Task EndAsync(Job job, JobState state, string outcome)
    {
        var end = job.End(state, outcome);
        var noted = await NotingAsync(job, () => store.EndAsync(job.Id, end, CancellationToken.None));
        await NotingAsync(job, ForgetAsync);
        job.Close(noted);
        Changes.Notify();
    }

    private async Task ForgetAsync()
    {
        var before = time.GetUtcNow() - limits.Keep;
        await store.ForgetAsync(before, limits.Most, CancellationToken.None);
        foreach (var old in _jobs.Values.Where(job => !job.IsRunning).OrderByDescending(job => job.StartedAt).ThenByDescending(job => job.Id).Skip(limits.Most))
        {
            _jobs.TryRemove(old.Id, out _);
        }

        foreach (var old in _jobs.Values.Where(job => job.EndedAt < before))
        {
            _jobs.TryRemove(old.Id, out _);
        }
    }

    // The work matters more than the note of it: a database that is away for a moment ends no job.
    private async Task<bool> NotingAsync(Job job, Func<Task> note)
    {
        try
        {
            await note();
            return true;
        }
        catch (StorageException failure)
        {
            LogNotNoted(job.Id, job.Plan.Title, failure.Message);
            return false;
        }
    }

    private static JobDetails Details(JobRecord record)
    {
        var output = new OutputTail();
        foreach (var line in record.Output.Length == 0 ? [] : record.Output.Split('\n'))
        {
            output.Add(line);
        }

        return new(JsonSerializer.Deserialize<JobStep[]>(record.Steps) ?? [], output.Blocks, 0);
    }

    private static bool Sees(Caller caller, Job job) => caller != Caller.Anonymous && (caller.IsAdministrator || job.UserId == caller.UserId);

    [LoggerMessage(1, LogLevel.Warning, "{Count} jobs were cut off when this product was last stopped.")]
    private partial void LogInterrupted(int count);

    [LoggerMessage(2, LogLevel.Error, "Job {Id} ({Title}): {Cause}")]
    private partial void LogNotNoted(int id, string title, string cause);
}
