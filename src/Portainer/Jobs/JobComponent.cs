using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Portainer.Access;
using Portainer.Data;
using Portainer.Fleet;

namespace Portainer.Jobs;

/// <summary>Shows jobs as they are now and again when they change, a few times a second at most. It holds no job: leaving it ends none.</summary>
public abstract class JobComponent : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private CancellationTokenSource? _following;
    private ChangeSignal? _followed;
    private bool _isDrawn;

    [Inject]
    private JobRunner RunnerService { get; set; } = null!;

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    private protected JobRunner Runner => RunnerService;

    private protected Caller Caller { get; private set; } = Caller.Anonymous;

    /// <summary>Cancelled when the component goes.</summary>
    protected CancellationToken Leaving => _leaving.Token;

    /// <summary>Why nothing can be shown, or null.</summary>
    private protected string? Failure { get; private set; }

    /// <summary>What redraws this; null for nothing.</summary>
    private protected virtual ChangeSignal? Followed => Runner.Changes;

    private protected virtual TimeSpan Pace => TimeSpan.FromMilliseconds(200);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected override async Task OnInitializedAsync() =>
        Caller = Authentication is null ? Caller.Anonymous : Caller.From((await Authentication).User);

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

    protected virtual void Dispose(bool disposing)
    {
        if (disposing && !_leaving.IsCancellationRequested)
        {
            _leaving.Cancel();
            _following?.Dispose();
            _leaving.Dispose();
        }
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
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
        }
    }

    // Only what is on a screen follows: what is drawn for the first answer never is.
    private void FollowAgain()
    {
        if (!_isDrawn || _followed == Followed || _leaving.IsCancellationRequested)
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
            var changes = signal.ReadAsync(Pace, cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using (changes)
            {
                var next = changes.MoveNextAsync();
                // What changed between the drawing and this subscription.
                await InvokeAsync(RedrawAsync);
                while (await next)
                {
                    await InvokeAsync(RedrawAsync);
                    next = changes.MoveNextAsync();
                }
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
        if (_leaving.IsCancellationRequested)
        {
            return;
        }

        await LookSafelyAsync();
        StateHasChanged();
    }
}
