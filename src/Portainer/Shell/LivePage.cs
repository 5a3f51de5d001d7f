using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;
using Portainer.Access;

namespace Portainer.Shell;

/// <summary>
/// A page that shows the live picture: knows who looks, draws what is known at once, and draws again when it changes.
/// Everything it starts ends with <see cref="Leaving"/>.
/// </summary>
public abstract class LivePage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private CancellationTokenSource? _following;
    private int? _followed;

    [Inject]
    private EngineGate GateService { get; set; } = null!;

    [Inject]
    private NavigationManager Address { get; set; } = null!;

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    private protected EngineGate Gate => GateService;

    private protected Caller Caller { get; private set; } = Caller.Anonymous;

    /// <summary>Cancelled when the page is left.</summary>
    protected CancellationToken Leaving => _leaving.Token;

    /// <summary>
    /// Whether engines may be asked. Not while the page is drawn for the first answer: that answer waits for everything the page awaits,
    /// and must not wait for an engine that is frozen or far away.
    /// </summary>
    private protected bool MayAskEngine => RendererInfo.IsInteractive;

    /// <summary>The endpoint whose changes redraw this page; null for all of them.</summary>
    private protected virtual int? Followed => null;

    /// <summary>Least time between two redraws.</summary>
    private protected virtual TimeSpan Pace => TimeSpan.FromMilliseconds(100);

    protected override async Task OnInitializedAsync() =>
        Caller = Authentication is null ? Caller.Anonymous : Caller.From((await Authentication).User);

    /// <summary>Takes the newest picture; called before the first drawing and before each redraw.</summary>
    private protected abstract void Look();

    protected override void OnParametersSet()
    {
        Look();
        if (_following is not null && _followed != Followed)
        {
            Follow();
        }
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            // A link that only changes the query string leads to the same page with the same parameters, which is not drawn again by itself.
            Address.LocationChanged += Moved;
            Follow();
        }
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing && !_leaving.IsCancellationRequested)
        {
            Address.LocationChanged -= Moved;
            _leaving.Cancel();
            _following?.Dispose();
            _leaving.Dispose();
        }
    }

    private void Moved(object? sender, LocationChangedEventArgs args) => _ = InvokeAsync(() =>
    {
        if (!_leaving.IsCancellationRequested)
        {
            Redraw();
        }
    });

    private void Follow()
    {
        _following?.Cancel();
        _following?.Dispose();
        _following = CancellationTokenSource.CreateLinkedTokenSource(Leaving);
        _followed = Followed;
        _ = FollowAsync(_followed, _following.Token);
    }

    private async Task FollowAsync(int? endpointId, CancellationToken cancellationToken)
    {
        try
        {
            // What changed between the first drawing and this subscription.
            await InvokeAsync(Redraw);
            await foreach (var _ in Gate.ChangesAsync(endpointId, Pace, cancellationToken))
            {
                await InvokeAsync(Redraw);
            }
        }
        catch (OperationCanceledException)
        {
        }
        catch (EndpointNotFoundException)
        {
            await InvokeAsync(Redraw);
        }
    }

    private void Redraw()
    {
        Look();
        StateHasChanged();
    }
}
