using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Portainer.Access;

/// <summary>Knows who looks, and until when: everything it starts ends with <see cref="Leaving"/>.</summary>
public abstract class CallerComponent : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _leaving = new();

    protected CallerComponent() => Leaving = _leaving.Token;

    [Inject]
    private Callers Callers { get; set; } = null!;

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    private protected Caller Caller { get; private set; } = Caller.Anonymous;

    /// <summary>Cancelled when the component goes; good for asking after that too.</summary>
    protected CancellationToken Leaving { get; }

    protected override async Task OnInitializedAsync() => Caller = await Callers.OfAsync(Authentication);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing && !_leaving.IsCancellationRequested)
        {
            _leaving.Cancel();
            _leaving.Dispose();
        }
    }
}
