using Microsoft.AspNetCore.Components;

namespace Portainer.Registries.Browse;

/// <summary>Drawn within a row: asks for the row's details while the row is on screen.</summary>
public sealed class LazyCell : ComponentBase, IDisposable
{
    [Parameter, EditorRequired]
    public Action? Shown { get; set; }

    [Parameter, EditorRequired]
    public Action? Left { get; set; }

    public void Dispose() => Left?.Invoke();

    protected override void OnInitialized() => Shown?.Invoke();
}
