using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Portainer.Access;

namespace Portainer.Shell;

/// <summary>
/// A page that shows the live picture: knows who looks, draws what is known at once, and draws again when it changes.
/// Everything it starts ends with <see cref="CallerComponent.Leaving"/>.
/// </summary>
public abstract class LivePage : CallerComponent
{
    private CancellationTokenSource? _following;
    private int? _followed;

    [Inject]
    private EngineGate GateService { get; set; } = null!;

    [Inject]
    private NavigationManager Address { get; set; } = null!;

    private protected EngineGate Gate => GateService;

    /// <summary>
    /// Whether engines may be asked. Not while the page is drawn for the first answer: that answer waits for everything the page awaits,
    /// and must not wait for an engine that is frozen or far away.
    /// </summary>
    private protected bool MayAskEngine => RendererInfo.IsInteractive;

    /// <summary>The endpoint whose changes redraw this page; null for all of them.</summary>
    private protected virtual int? Followed => null;

    /// <summary>Least time between two redraws.</summary>
    private protected virtual TimeSpan Pace => TimeSpan.FromMilliseconds(100);

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

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Address.LocationChanged -= Moved;
        }

        base.Dispose(disposing);
        _following?.Dispose();
    }

    private void Moved(object? sender, LocationChangedEventArgs args) => _ = InvokeAsync(Redraw);

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
            while (true)
            {
                await foreach (var _ in Gate.LooksAsync(endpointId, Pace, cancellationToken))
                {
                    await InvokeAsync(Redraw);
                }

                if (endpointId is not { } id)
                {
                    return;
                }

                await AwaitEndpointAsync(id, cancellationToken);
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

    /// <summary>It is not there, went, or got another address: what comes in its place is followed too.</summary>
    private async Task AwaitEndpointAsync(int id, CancellationToken cancellationToken)
    {
        await foreach (var _ in Gate.LooksAsync(null, Pace, cancellationToken))
        {
            await InvokeAsync(Redraw);
            if (Gate.View(Caller, id) is not null)
            {
                return;
            }
        }
    }

    private void Redraw()
    {
        if (!Leaving.IsCancellationRequested)
        {
            Look();
            StateHasChanged();
        }
    }
}
