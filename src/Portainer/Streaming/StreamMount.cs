using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Portainer.Streaming;

/// <summary>What a module of client/src has built into an element; ends with the component that holds it.</summary>
internal sealed class StreamMount(IJSRuntime script) : IAsyncDisposable
{
    private IJSObjectReference? _module;
    private IJSObjectReference? _mounted;
    private bool _left;

    /// <summary>Calls the module's function with the element and the options; it returns an object with <c>dispose</c>.</summary>
    public async Task MountAsync(string module, string function, ElementReference host, object? options)
    {
        _module = await script.InvokeAsync<IJSObjectReference>("import", $"./lib/{module}.js");
        if (!_left)
        {
            _mounted = await _module.InvokeAsync<IJSObjectReference>(function, host, options);
        }

        if (_left)
        {
            // Left while the module was still loading: the element is gone, and so may be what the options refer to.
            await EndAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _left = true;
        await EndAsync();
    }

    private async Task EndAsync()
    {
        try
        {
            if (Interlocked.Exchange(ref _mounted, null) is { } mounted)
            {
                await mounted.InvokeVoidAsync("dispose");
                await mounted.DisposeAsync();
            }

            if (Interlocked.Exchange(ref _module, null) is { } module)
            {
                await module.DisposeAsync();
            }
        }
        catch (Exception gone) when (gone is JSDisconnectedException or OperationCanceledException)
        {
            // The tab is gone, and its streams with it.
        }
    }
}
