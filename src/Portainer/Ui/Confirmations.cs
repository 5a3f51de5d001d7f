namespace Portainer.Ui;

/// <summary>Asks before something dies. Shown by <see cref="ConfirmHost"/>, which the layout holds once.</summary>
internal sealed class Confirmations
{
    private TaskCompletionSource<bool>? _answer;

    public event Action? Changed;

    public Confirmation? Asked { get; private set; }

    /// <summary>True when the user confirmed; false when they closed the dialog in any way.</summary>
    public Task<bool> AskAsync(Confirmation confirmation)
    {
        _answer?.TrySetResult(false);
        _answer = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        Asked = confirmation;
        Changed?.Invoke();
        return _answer.Task;
    }

    public void Answer(bool confirmed)
    {
        Asked = null;
        Changed?.Invoke();
        _answer?.TrySetResult(confirmed);
        _answer = null;
    }
}
