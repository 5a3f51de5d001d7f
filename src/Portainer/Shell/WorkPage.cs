using Microsoft.AspNetCore.Components;

namespace Portainer.Shell;

/// <summary>An <see cref="EndpointPage"/> whose rows or object are worked on: it shows what <see cref="RowWork"/> does to them, and what went wrong.</summary>
public abstract class WorkPage : EndpointPage
{
    [Inject]
    private RowWork Work { get; set; } = null!;

    protected override void OnInitialized() => Work.Changed += ShowWork;

    protected override void Dispose(bool disposing)
    {
        Work.Changed -= ShowWork;
        base.Dispose(disposing);
    }

    /// <summary>Label of what is being done to it right now; null for nothing.</summary>
    /// <param name="id">Of the object, on this page's endpoint.</param>
    private protected string? WorkOn(string id) => Work.Working.GetValueOrDefault(RowTarget.KeyOf(Endpoint, id));

    /// <summary>Why the last thing done to it failed; null if it did not.</summary>
    private protected string? FailureOf(string id) => Work.Failures.GetValueOrDefault(RowTarget.KeyOf(Endpoint, id));

    /// <summary>What a table's <c>Stamp</c> needs for its row.</summary>
    private protected object WorkStamp(string id) => Work.StampOf(RowTarget.KeyOf(Endpoint, id));

    private void ShowWork() => _ = InvokeAsync(StateHasChanged);
}
