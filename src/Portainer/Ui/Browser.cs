using Microsoft.JSInterop;

namespace Portainer.Ui;

/// <summary>The functions of client/src/shell.ts.</summary>
internal sealed class Browser(IJSRuntime runtime)
{
    private Task<IJSObjectReference>? _shell;

    /// <summary>Calls an exported function; a page that is already gone is no error.</summary>
    public async Task InvokeAsync(string function, params object?[] arguments)
    {
        try
        {
            _shell ??= runtime.InvokeAsync<IJSObjectReference>("import", "./lib/shell.js").AsTask();
            await (await _shell).InvokeVoidAsync(function, arguments);
        }
        catch (JSDisconnectedException)
        {
        }
    }
}
