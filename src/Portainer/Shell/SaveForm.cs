using Microsoft.AspNetCore.Components;
using Portainer.Access;
using Portainer.Data;
using Portainer.Ui;

namespace Portainer.Shell;

/// <summary>A form over what we store ourselves: does one thing at a time, and what went wrong stands at its field or below.</summary>
public abstract class SaveForm : CallerComponent
{
    private string? _failedField;

    /// <summary>What is changed, from the route; null for something new.</summary>
    [Parameter]
    public int? Id { get; set; }

    [Inject]
    private NavigationManager NavigationService { get; set; } = null!;

    [Inject]
    private Toasts ToastsService { get; set; } = null!;

    private protected NavigationManager Navigation => NavigationService;

    private protected Toasts Toasts => ToastsService;

    private protected bool IsNew => Id is null;

    private protected bool IsBusy { get; private set; }

    /// <summary>Why the last thing did not work, as a sentence.</summary>
    private protected string? Failure { get; private set; }

    /// <summary>The failure, if it is this field's.</summary>
    private protected string? Fault(string field) => _failedField == field ? Failure : null;

    /// <summary>Forgets how the last thing went.</summary>
    private protected virtual void Forget() => Failure = _failedField = null;

    /// <summary>Called with what went wrong, beside telling it.</summary>
    private protected virtual void Failed(Exception failure)
    {
    }

    private protected async Task BusyAsync(Func<Task> work)
    {
        if (IsBusy)
        {
            return;
        }

        Forget();
        IsBusy = true;
        try
        {
            await work();
        }
        catch (OperationCanceledException) when (Leaving.IsCancellationRequested)
        {
        }
        catch (Exception failure) when (Failures.IsTellable(failure) || failure is StorageException)
        {
            (Failure, _failedField) = (failure.Message, FieldOf(failure));
            Failed(failure);
        }
        finally
        {
            IsBusy = false;
        }
    }

    private static string? FieldOf(Exception failure) => failure switch
    {
        FieldException fault => fault.Field,
        InvalidFieldException fault => fault.Field,
        DuplicateNameException => "Name",
        _ => null,
    };
}
