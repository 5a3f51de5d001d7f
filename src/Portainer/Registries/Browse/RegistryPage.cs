using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Portainer.Access;
using Portainer.Fleet;

namespace Portainer.Registries.Browse;

/// <summary>A page that reads one registry itself: opens it once the page is alive, and closes it when it is left.</summary>
public abstract class RegistryPage : CallerComponent
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);
    private string? _opened;

    /// <summary>Id of the registry, from the route.</summary>
    [Parameter]
    public int Id { get; set; }

    [Inject]
    private RegistryBrowser Registries { get; set; } = null!;

    [Inject]
    private NavigationManager Address { get; set; } = null!;

    /// <summary>Null until it is open, or when it cannot be.</summary>
    private protected RegistrySession? Session { get; private set; }

    /// <summary>Why nothing can be shown, as a sentence.</summary>
    private protected string? Failure { get; set; }

    private protected string FailureTitle { get; set; } = "";

    /// <summary>False: nothing has this id.</summary>
    private protected bool IsThere { get; private set; } = true;

    /// <summary>What the page shows, as a key: another one is read anew.</summary>
    private protected abstract string Subject { get; }

    protected override async Task OnInitializedAsync()
    {
        // The router does not draw a page again whose query string alone changed: an opened tag, a sheet's tab.
        Address.LocationChanged += Moved;
        await base.OnInitializedAsync();
    }

    protected override async Task OnParametersSetAsync()
    {
        // The first answer must not wait for a registry that is slow or away.
        if (RendererInfo.IsInteractive && _opened != Subject)
        {
            _opened = Subject;
            await ReopenAsync();
        }
    }

    /// <summary>Opens the registry with the account as it is stored now, and reads.</summary>
    protected async Task ReopenAsync()
    {
        Failure = null;
        Session?.Dispose();
        Session = null;
        await TryAsync(async () =>
        {
            Session = await Registries.OpenAsync(Caller, Id, Leaving);
            await ReadAsync(Session);
        });
    }

    /// <summary>Reads what the page shows; fails by throwing what <see cref="Failures.IsTellable"/> knows.</summary>
    private protected abstract Task ReadAsync(RegistrySession session);

    private protected async Task TryAsync(Func<Task> read)
    {
        try
        {
            await read();
        }
        catch (OperationCanceledException) when (Leaving.IsCancellationRequested)
        {
        }
        catch (Exception failure) when (Failures.IsTellable(failure))
        {
            FailureTitle = failure switch
            {
                AccessDeniedException => "No permission",
                RegistryNotFoundException => "No such registry",
                _ => "The registry could not be read",
            };
            Failure = failure is RegistryNotFoundException ? $"There is no registry account {Id} (any more). It may have been removed." : failure.Message;
            IsThere = failure is not RegistryNotFoundException;
        }
    }

    /// <summary>Draws again, a few times a second at most, until the page is left or <paramref name="cancellationToken"/> ends it.</summary>
    private protected async Task FollowAsync(ChangeSignal changes, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var _ in changes.ReadAsync(Pace, cancellationToken))
            {
                await InvokeAsync(StateHasChanged);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private void Moved(object? sender, LocationChangedEventArgs moved) => _ = InvokeAsync(StateHasChanged);

    protected override void Dispose(bool disposing)
    {
        Address.LocationChanged -= Moved;
        base.Dispose(disposing);
        Session?.Dispose();
    }
}
