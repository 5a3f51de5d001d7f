using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Portainer.Access;
using Portainer.Containers.Recreate;
using Portainer.Containers.RunOnce;
using Portainer.Jobs;
using Portainer.Ui;

namespace Portainer.Containers.Create.Form;

/// <summary>Creates a container, changes one by recreating it (?edit=NAME), or makes another like one (?from=NAME).</summary>
public sealed partial class ContainerForm
{
    private DraftEditor? _editor;
    private Job? _job;
    private string? _failure;
    private string? _refusal;
    private string _refusalTitle = "";
    private bool _mayRetry;
    private bool _isBusy;
    private bool _pastes;
    private bool _wasRefused;
    private bool _withSharers = true;
    private IReadOnlyList<Sharer> _sharers = [];
    private (int, string?, string?)? _shown;

    /// <summary>The container to change.</summary>
    [SupplyParameterFromQuery(Name = "edit")]
    public string? Edit { get; set; }

    /// <summary>The container to make another of.</summary>
    [SupplyParameterFromQuery(Name = "from")]
    public string? From { get; set; }

    /// <summary>An image to begin with.</summary>
    [SupplyParameterFromQuery(Name = "image")]
    public string? Image { get; set; }

    [Inject]
    private CreateActions Create { get; set; } = null!;

    [Inject]
    private RecreateActions Recreate { get; set; } = null!;

    [Inject]
    private RunOnceActions Once { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private Confirmations Confirmations { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    private bool IsEdit => Edit is not null;

    private bool IsSelf => Edit is { } name && View?.FindContainer(name)?.IsSelf == true;

    private bool IsUnsaved => _editor is { IsDirty: true } && _job is not { IsRunning: true };

    private string Heading => Edit is { } edited ? $"Edit {edited}" : From is { } original ? $"Duplicate {original}" : "Add container";

    private string Back => Edit is { } name ? ContainerPaths.Of(Endpoint, name) : $"endpoints/{Endpoint}/containers";

    private string? Note => IsSelf ? "This console runs in this container and cannot recreate it: it would stop half way. Change it from the host."
        : IsEdit ? "Settings of a container are fixed when it is made, so it is recreated: the old one is kept until the new one runs, and comes back if it does not. What was written outside volumes is gone."
        : null;

    protected override async Task OnParametersSetAsync()
    {
        if (_shown == (Endpoint, Edit, From))
        {
            return;
        }

        if (!AccessPolicy.Allows(Caller, Endpoint, Operation.CreateContainer))
        {
            (_refusalTitle, _refusal) = ("No permission", AccessPolicy.Refusal(Caller, Operation.CreateContainer));
        }
        else if (Edit is null && From is null)
        {
            _shown = (Endpoint, Edit, From);
            Open(new() { Image = Image ?? "" });
        }
        else if (MayAskEngine)
        {
            _shown = (Endpoint, Edit, From);
            await LoadAsync();
        }
    }

    private protected override void Look()
    {
        base.Look();
        _editor?.View = View;
    }

    protected override void Dispose(bool disposing)
    {
        _editor?.Changed -= StateHasChanged;
        base.Dispose(disposing);
    }

    private async Task LoadAsync()
    {
        (_refusal, _mayRetry) = (null, false);
        try
        {
            var draft = await Create.ReadAsync(Caller, Endpoint, (Edit ?? From)!, Leaving);
            _sharers = IsEdit ? await Recreate.SharersAsync(Caller, Endpoint, Edit!, Leaving) : [];
            Open(IsEdit ? draft : Duplicate(draft));
        }
        catch (Exception failure) when (Failures.IsTellable(failure))
        {
            (_refusalTitle, _refusal, _mayRetry) = ("The container could not be read", failure.Message, failure is not AccessDeniedException);
        }
    }

    // A duplicate is a container of its own: what there can be only one of is left to choose again.
    private static ContainerDraft Duplicate(ContainerDraft draft)
    {
        draft.Name = "";
        foreach (var network in draft.Networks)
        {
            (network.IPv4, network.IPv6, network.Mac) = ("", "", "");
        }

        return draft;
    }

    private void Open(ContainerDraft draft)
    {
        _editor?.Changed -= StateHasChanged;
        _editor = new(draft) { View = View };
        _editor.Changed += StateHasChanged;
        (_job, _failure, _wasRefused) = (null, null, false);
    }

    private void Fill(ContainerDraft draft)
    {
        Open(draft);
        _editor!.Touch(nameof(ContainerDraft.Image));
    }

    private async Task GuardAsync(LocationChangingContext leaving)
    {
        var isHere = new Uri(leaving.TargetLocation, UriKind.RelativeOrAbsolute) is var target && target.IsAbsoluteUri && target.AbsolutePath == new Uri(Navigation.Uri).AbsolutePath;
        if (IsUnsaved && !isHere && !await Confirmations.AskAsync(new("Leave the form?", "Leave") { Sentence = "What you entered is lost." }))
        {
            leaving.PreventNavigation();
        }
    }
}
