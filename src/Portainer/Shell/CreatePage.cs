using Microsoft.AspNetCore.Components;
using Portainer.Access;
using Portainer.Ui;

namespace Portainer.Shell;

/// <summary>
/// A page that makes an object of an engine out of a draft: what is wrong is told before anything is sent, then the page of the new
/// object opens. <see cref="CreateFrame"/> draws what all of these have in common.
/// </summary>
public abstract class CreatePage : EndpointPage
{
    private static readonly IReadOnlyDictionary<string, string> NoFaults = new Dictionary<string, string>();
    private IReadOnlyList<string>? _drivers;
    private bool _wasSent;

    [Inject]
    private NavigationManager NavigationService { get; set; } = null!;

    [Inject]
    private Toasts ToastsService { get; set; } = null!;

    private protected Toasts Toasts => ToastsService;

    /// <summary>"network": what is made.</summary>
    internal abstract string Kind { get; }

    /// <summary>What making one takes.</summary>
    internal abstract Operation Operation { get; }

    internal bool IsBusy { get; private set; }

    /// <summary>Why it was not made, as a sentence.</summary>
    internal string? Failure { get; private set; }

    /// <summary>What the engine has drivers for; the usual ones until it has told.</summary>
    private protected IReadOnlyList<string> Drivers => _drivers ?? Usual;

    private protected abstract IReadOnlyList<string> Usual { get; }

    /// <summary>The name as it is typed.</summary>
    private protected abstract string TypedName { get; }

    /// <summary>What is wrong with the draft, as a sentence by field.</summary>
    private protected abstract IReadOnlyDictionary<string, string> Faults();

    private protected abstract Task<IReadOnlyList<string>> ReadDriversAsync(CancellationToken cancellationToken);

    /// <summary>Makes it. Returns its name, and where its page is.</summary>
    private protected abstract Task<(string Name, string Href)> SendAsync(CancellationToken cancellationToken);

    /// <summary>What is wrong, as far as it is told by now: once something was sent. Before that an empty form would be all red.</summary>
    private protected IReadOnlyDictionary<string, string> Shown => _wasSent ? Faults() : NoFaults;

    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        if (MayAskEngine && Allows(Operation))
        {
            await LearnDriversAsync();
        }
    }

    // A name with a forbidden character is told while it is typed, a missing one only after sending.
    private protected string? Fault(string field) =>
        _wasSent || (field == "name" && TypedName.Trim().Length > 0) ? Faults().GetValueOrDefault(field) : null;

    /// <summary>For <c>aria-invalid</c>.</summary>
    private protected string? IsWrong(string field) => Fault(field) is null ? null : "true";

    /// <summary>Something was typed: what the last attempt said is history.</summary>
    private protected void Touch() => Failure = null;

    internal async Task CreateAsync()
    {
        (_wasSent, Failure) = (true, null);
        if (IsBusy || Faults().Count > 0)
        {
            return;
        }

        IsBusy = true;
        try
        {
            var (name, href) = await SendAsync(Leaving);
            Toasts.Success($"Created {Kind} {name}");
            NavigationService.NavigateTo(href);
        }
        catch (Exception failure) when (Failures.IsTellable(failure))
        {
            Failure = failure.Message;
        }
        finally
        {
            IsBusy = false;
        }
    }

    private async Task LearnDriversAsync()
    {
        try
        {
            var drivers = await ReadDriversAsync(Leaving);
            _drivers = drivers.Count > 0 ? drivers : null;
        }
        catch (Exception failure) when (Failures.IsTellable(failure) || failure is OperationCanceledException)
        {
            // The usual ones are offered; creating tells what is wrong with the engine.
        }
    }
}
