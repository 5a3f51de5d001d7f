using Portainer.Access;
using Portainer.Data;

namespace Portainer.Shell;

/// <summary>A page of something we store ourselves: read when it opens, and again when it changed something. <see cref="StoredFrame"/> draws what all of these have in common.</summary>
public abstract class StoredPage : CallerComponent
{
    /// <summary>Why the caller may not see this; null when they may.</summary>
    internal string? Refusal { get; private set; }

    /// <summary>Why it could not be read; null when it was.</summary>
    internal string? Unread { get; private set; }

    /// <summary>Whether there is something to show.</summary>
    internal bool IsRead { get; private set; }

    /// <summary>Reads it (again).</summary>
    internal async Task LoadAsync()
    {
        try
        {
            await ReadAsync(Leaving);
            (IsRead, Refusal, Unread) = (true, null, null);
        }
        catch (OperationCanceledException) when (Leaving.IsCancellationRequested)
        {
        }
        catch (AccessDeniedException refusal)
        {
            (IsRead, Refusal) = (false, refusal.Message);
        }
        catch (Exception failure) when (Failures.IsTellable(failure) || failure is StorageException)
        {
            (IsRead, Unread) = (false, failure.Message);
        }

        StateHasChanged();
    }

    protected override Task OnParametersSetAsync() => LoadAsync();

    /// <exception cref="AccessDeniedException">The caller may not.</exception>
    private protected abstract Task ReadAsync(CancellationToken cancellationToken);
}
