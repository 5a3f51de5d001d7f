using System.Text.Json;
using Portainer.Access;
using Portainer.Data.Jobs;
using Portainer.Fleet;

namespace Portainer.Jobs;

/// <summary>A job, running or ended. Reading is safe from any thread; what it wrote is read through <see cref="JobRunner.ReadAsync"/>.</summary>
internal sealed class Job
{
    /// <summary>Characters of output kept in the database.</summary>
    public const int StoredOutput = 64 * 1024;

    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeProvider _time;
    private readonly Func<Task> _cancel = () => Task.CompletedTask;
    private StepList? _steps;
    private OutputTail? _output;
    private StoredJob _stored;

    /// <summary>One that starts now.</summary>
    public Job(int id, Caller caller, JobPlan plan, TimeProvider time)
    {
        // Without a timer a source holds nothing that would have to be disposed of; a late reader of the token is safe this way.
        var source = new CancellationTokenSource();
        (_cancel, Cancelling) = (source.CancelAsync, source.Token);
        (_time, Plan, _steps, _output) = (time, plan, new(), new());
        Changes = new(time);
        _stored = new()
        {
            Id = id,
            Kind = plan.Kind,
            Title = plan.Title,
            Icon = plan.Icon,
            Href = plan.Href,
            EndpointId = plan.EndpointId,
            UserId = caller.UserId,
            UserName = caller.Name,
            StartedAt = time.GetUtcNow(),
        };
    }

    /// <summary>One that ended before this process began.</summary>
    public Job(StoredJob stored, TimeProvider time)
    {
        (_time, _stored) = (time, stored);
        Plan = new(stored.Kind, stored.Title) { Icon = stored.Icon, Href = stored.Href, EndpointId = stored.EndpointId };
        Changes = new(time);
        _ended.SetResult();
    }

    public int Id => _stored.Id;

    public JobPlan Plan { get; }

    public JobState State => _stored.State;

    public bool IsRunning => State == JobState.Running;

    public int UserId => _stored.UserId;

    public string UserName => _stored.UserName;

    public DateTimeOffset StartedAt => _stored.StartedAt;

    public DateTimeOffset? EndedAt => _stored.EndedAt;

    /// <summary>How it ended, as a sentence; empty while it runs.</summary>
    public string Outcome => _stored.Outcome;

    /// <summary>Where its result is seen.</summary>
    public string? Href => _stored.Href;

    /// <summary>What is being done now; empty when the work has not said.</summary>
    public string Status { get; private set; } = "";

    /// <summary>Cancelling was asked for, and the work has not ended yet.</summary>
    public bool IsCancelling => IsRunning && Cancelling.IsCancellationRequested;

    /// <summary>Everything that happens to this job; read it at a pace.</summary>
    public ChangeSignal Changes { get; }

    /// <summary>Completes when the job has ended and that is noted.</summary>
    public Task Ended => _ended.Task;

    internal CancellationToken Cancelling { get; }

    /// <summary>Who asked for its end; null for nobody, or the product itself because it stops.</summary>
    internal string? CancelledBy { get; private set; }

    internal StoredJob Stored => _stored;

    /// <summary>Steps finished and steps known, for a line in a list.</summary>
    internal (int Finished, int Known) Count()
    {
        lock (_lock)
        {
            return _steps?.Count() ?? default;
        }
    }

    internal void Put(JobStep step) => Change(() => _steps?.Put(step));

    internal void Link(string href) => Change(() => _stored = _stored with { Href = href });

    internal void Say(string? line = null, string? status = null) => Change(() =>
    {
        Status = status ?? Status;
        if (line is not null)
        {
            _output?.Add(line);
        }
    });

    internal void Cancel(string? by)
    {
        CancelledBy ??= by;
        // What has to be undone is undone on another thread: the one that asks is a page's.
        _ = _cancel();
        Changes.Notify();
    }

    internal JobEnd End(JobState state, string outcome)
    {
        lock (_lock)
        {
            if (_stored.EndedAt is null)
            {
                _stored = _stored with { State = state, Outcome = outcome, EndedAt = _time.GetUtcNow() };
            }

            var steps = JsonSerializer.Serialize(_steps?.All ?? []);
            return new(_stored.State, _stored.EndedAt!.Value, _stored.Outcome, _stored.Href, new(steps, _output?.Text(StoredOutput) ?? ""));
        }
    }

    /// <summary>Tells who waits that it is over; <paramref name="noted"/>: what it wrote can be read from the database from now on.</summary>
    internal void Close(bool noted)
    {
        lock (_lock)
        {
            (_steps, _output) = noted ? (null, null) : (_steps, _output);
        }

        Changes.Notify();
        _ended.TrySetResult();
    }

    /// <summary>What it wrote, or null when that is in the database only.</summary>
    internal JobDetails? Details()
    {
        lock (_lock)
        {
            return _steps is null || _output is null ? null : new(_steps.All, _output.Blocks, _output.Dropped);
        }
    }

    private void Change(Action change)
    {
        lock (_lock)
        {
            change();
        }

        Changes.Notify();
    }
}
