using Microsoft.AspNetCore.Components;
using Portainer.Access;
using Portainer.Data;
using Portainer.Fleet;

namespace Portainer.Jobs;

/// <summary>Shows jobs as they are now and again when they change, a few times a second at most. It holds no job: leaving it ends none.</summary>
public abstract class JobComponent : CallerComponent
{
    private CancellationTokenSource? _following;
    private ChangeSignal? _followed;
    private bool _isDrawn;

    [Inject]
    private JobRunner RunnerService { get; set; } = null!;

    private protected JobRunner Runner => RunnerService;

    /// <summary>Why nothing can be shown, or null.</summary>
    private protected string? Failure { get; private set; }

    /// <summary>What redraws this; null for nothing.</summary>
    private protected virtual ChangeSignal? Followed => Runner.Changes;

    private protected virtual TimeSpan Pace => TimeSpan.FromMilliseconds(200);

    protected override async Task OnParametersSetAsync()
    {
        await LookSafelyAsync();
        FollowAgain();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        _isDrawn = true;
        FollowAgain();
    }

    /// <summary>Takes what is to be shown; called before each drawing.</summary>
    private protected abstract Task LookAsync();

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _following?.Dispose();
    }

    private async Task LookSafelyAsync()
    {
        try
        {
            await LookAsync();
            Failure = null;
        }
        catch (Exception failure) when (failure is StorageException or TellableException)
        {
            Failure = failure.Message;
        }
        catch (OperationCanceledException) when (Leaving.IsCancellationRequested)
        {
        }
    }

    // Only what is on a screen follows: what is drawn for the first answer never is.
    private void FollowAgain()
    {
        if (!_isDrawn || _followed == Followed || Leaving.IsCancellationRequested)
        {
            return;
        }

        _following?.Cancel();
        _following?.Dispose();
        _following = CancellationTokenSource.CreateLinkedTokenSource(Leaving);
        _followed = Followed;
        if (_followed is not null)
        {
            _ = FollowAsync(_followed, _following.Token);
        }
    }

    private async Task FollowAsync(ChangeSignal signal, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var _ in signal.LookAsync(Pace, cancellationToken))
            {
                await InvokeAsync(RedrawAsync);
            }
        }
        catch (OperationCanceledException)
        {
        }
        catch (ObjectDisposedException)
        {
            // The circuit went between the change and its drawing.
        }
    }

    private async Task RedrawAsync()
    {
        if (Leaving.IsCancellationRequested)
        {
            return;
        }

        await LookSafelyAsync();
        StateHasChanged();
    }
}
