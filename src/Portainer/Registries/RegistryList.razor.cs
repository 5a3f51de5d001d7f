using Microsoft.AspNetCore.Components;
using Portainer.Access;
using Portainer.Data;
using Portainer.Data.Registries;
using Portainer.Shell;
using Portainer.Ui;
using Portainer.Ui.Table;

namespace Portainer.Registries;

/// <summary>All registry accounts, for those who manage them.</summary>
public sealed partial class RegistryList
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);
    private readonly Dictionary<string, Func<Registry, Task>> _verbs;
    private DataTable<Registry>? _table;
    private IReadOnlyList<Registry>? _registries;
    private string? _refusal;
    private string? _failure;

    public RegistryList() => _verbs = new() { ["e"] = Edit, ["t"] = registry => TestAsync([registry]), ["d"] = registry => RemoveAsync([registry]) };

    [Inject]
    private RegistryActions Actions { get; set; } = null!;

    [Inject]
    private RegistryRemoval Removal { get; set; } = null!;

    [Inject]
    private RowWork Work { get; set; } = null!;

    [Inject]
    private QueryState Query { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    protected override void Dispose(bool disposing)
    {
        Work.Changed -= Redraw;
        base.Dispose(disposing);
    }

    protected override async Task OnInitializedAsync()
    {
        Work.Changed += Redraw;
        await base.OnInitializedAsync();
        if (!AccessPolicy.Allows(Caller, null, Operation.ManageRegistries))
        {
            _refusal = AccessPolicy.Refusal(Caller, Operation.ManageRegistries);
            return;
        }

        await LoadAsync();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender && _refusal is null)
        {
            _ = FollowAsync();
        }
    }

    private async Task FollowAsync()
    {
        try
        {
            await foreach (var _ in Actions.Changes.LookAsync(Pace, Leaving))
            {
                await InvokeAsync(LoadAgainAsync);
            }
        }
        catch (Exception left) when (left is OperationCanceledException or ObjectDisposedException)
        {
            // The page was left, perhaps between the change and its drawing.
        }
    }

    private async Task LoadAgainAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        try
        {
            (_registries, _failure) = (await Actions.ListAsync(Caller, Leaving), null);
        }
        catch (StorageException failure)
        {
            _failure = failure.Message;
        }
    }

    private static string Transport(Registry registry) => registry.PlainHttp ? "plain HTTP"
        : registry.SkipVerify ? "TLS, unverified"
        : registry.CaPem is not null ? "TLS, own CA"
        : "TLS";

    private void ClearFilter() => Query.Put(("q", null));

    private async Task TestAsync(IReadOnlyList<Registry> registries) => await Work.RunAsync(
        new("Test", "Connected to", "registries"),
        [.. registries.Select(registry => new RowTarget(RegistryPaths.Key(registry.Id), registry.Name, RegistryPaths.Edit(registry.Id)))],
        (target, token) =>
        {
            var registry = registries.First(registry => RegistryPaths.Key(registry.Id) == target.Key);
            return Actions.TestAsync(Caller, RegistryDraft.From(registry), registry, token);
        });

    private async Task RemoveAsync(IReadOnlyList<Registry> registries)
    {
        if (!await Removal.RunAsync(Caller, registries))
        {
            return;
        }

        await LoadAsync();
        if (registries.Count > 1 && _table is not null)
        {
            await _table.ClearSelectionAsync();
        }
    }

    private Task Edit(Registry registry)
    {
        Navigation.NavigateTo(RegistryPaths.Edit(registry.Id));
        return Task.CompletedTask;
    }

    private void Redraw() => _ = InvokeAsync(StateHasChanged);
}
