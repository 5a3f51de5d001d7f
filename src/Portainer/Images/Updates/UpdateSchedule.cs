using System.Threading.Channels;
using Portainer.Access;
using Portainer.Data;
using Portainer.Data.Settings;

namespace Portainer.Images.Updates;

/// <summary>Looks for newer images of all endpoints every so many hours; off until an administrator turns it on.</summary>
internal sealed partial class UpdateSchedule(
    SettingsStore settings, UpdateCheck check, ImageUpdates updates, EngineGate gate, TimeProvider time, ILogger<UpdateSchedule> logger) : BackgroundService
{
    private const string Hours = "images.updates.hours";
    private const string LastRun = "images.updates.last";

    /// <summary>As whom it asks: the product itself, which no sign-in can become.</summary>
    private static readonly Caller Product = new(-1, "the schedule", IsAdministrator: true);

    private readonly Channel<bool> _changed = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Hours between two checks; 0: off.</summary>
    public async Task<int> ReadAsync(CancellationToken cancellationToken) => await settings.GetAsync<int?>(Hours, cancellationToken) ?? 0;

    /// <param name="hours">0 turns it off.</param>
    public async Task SaveAsync(Caller caller, int hours, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.ManageSettings);
        await settings.SetAsync<int?>(Hours, Math.Clamp(hours, 0, 24 * 30), cancellationToken);
        _changed.Writer.TryWrite(true);
    }

    /// <summary>One round over all endpoints that are up; what one engine fails with does not keep the next from being asked.</summary>
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        foreach (var view in gate.Views(Product))
        {
            try
            {
                var outcome = await check.RunAsync(Product, view.Id, null, force: false, progress: null, cancellationToken);
                LogChecked(view.Name, outcome.Sentence);
            }
            catch (Exception failure) when (Failures.IsTellable(failure))
            {
                LogNotChecked(view.Name, failure.Message);
            }
        }
    }

    /// <summary>What is known from before is there with the first page.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await updates.LoadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await TurnAsync(stoppingToken);
            }
            catch (StorageException failure)
            {
                LogNoStorage(failure.Message);
                await Task.Delay(TimeSpan.FromMinutes(1), time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task TurnAsync(CancellationToken cancellationToken)
    {
        var hours = await ReadAsync(cancellationToken);
        if (hours == 0)
        {
            await _changed.Reader.ReadAsync(cancellationToken);
            return;
        }

        var last = await settings.GetAsync<DateTimeOffset?>(LastRun, cancellationToken);
        var wait = last is { } run ? run.AddHours(hours) - time.GetUtcNow() : TimeSpan.FromMinutes(1);
        if (wait > TimeSpan.Zero && await IsChangedWithinAsync(wait, cancellationToken))
        {
            return;
        }

        // Noted first: a product that crashes on it must not ask again at each start.
        await settings.SetAsync<DateTimeOffset?>(LastRun, time.GetUtcNow(), cancellationToken);
        await RunOnceAsync(cancellationToken);
    }

    private async Task<bool> IsChangedWithinAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(wait, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await _changed.Reader.ReadAsync(both.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Newer images on {Endpoint}: {Outcome}")]
    private partial void LogChecked(string endpoint, string outcome);

    [LoggerMessage(2, LogLevel.Warning, "Newer images on {Endpoint} were not looked for: {Cause}")]
    private partial void LogNotChecked(string endpoint, string cause);

    [LoggerMessage(3, LogLevel.Warning, "The schedule for newer images could not be read: {Cause}")]
    private partial void LogNoStorage(string cause);
}
