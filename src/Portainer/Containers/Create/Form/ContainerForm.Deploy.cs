using Portainer.Access;
using Portainer.Data.Jobs;
using Portainer.Jobs;

namespace Portainer.Containers.Create.Form;

/// <summary>What the button does: a call where the engine answers at once, a job where it takes long.</summary>
public sealed partial class ContainerForm
{
    private Task DeployAsync() => SendAsync(() => BeginAsync(_editor!.Draft));

    // The form stays as it is: what ran once is often run again with something changed.
    private Task RunOnceAsync() => SendAsync(async () => Follow(await Once.StartAsync(Caller, Endpoint, _editor!.Draft, limit: null, Leaving), stays: true));

    private async Task SendAsync(Func<Task> send)
    {
        _failure = null;
        _wasRefused = !_editor!.Approve();
        if (_wasRefused || IsSelf || _isBusy)
        {
            return;
        }

        _isBusy = true;
        try
        {
            await send();
        }
        catch (Exception failure) when (Failures.IsTellable(failure))
        {
            _failure = failure.Message;
        }
        finally
        {
            _isBusy = false;
        }
    }

    private async Task BeginAsync(ContainerDraft draft)
    {
        if (Edit is { } name)
        {
            Follow(await Recreate.StartAsync(Caller, Endpoint, name, draft, pull: false, _withSharers, Leaving));
        }
        else if (draft.AlwaysPull || (View?.Images is { } images && LocalImage.Find(images, draft.Image) is null))
        {
            Follow(Create.Start(Caller, Endpoint, draft));
        }
        else
        {
            var made = await Create.DeployAsync(Caller, Endpoint, draft, Leaving);
            foreach (var warning in made.Warnings)
            {
                Toasts.Warn(warning);
            }

            Leave($"Created {made.Name}", made.Name);
        }
    }

    private void Follow(Job job, bool stays = false)
    {
        _job = job;
        _ = InvokeAsync(() => EndedAsync(job, stays));
    }

    private async Task EndedAsync(Job job, bool stays)
    {
        try
        {
            await job.Ended.WaitAsync(Leaving);
        }
        catch (OperationCanceledException)
        {
            // The page was left; the job goes on and tells its end by itself.
            return;
        }

        if (job.State == JobState.Succeeded && !stays)
        {
            Leave(job.Outcome, _editor!.Draft.Name.Trim() is { Length: > 0 } chosen ? chosen : Edit);
        }

        StateHasChanged();
    }

    private void Leave(string sentence, string? container)
    {
        var details = container is null ? null : ContainerPaths.Of(Endpoint, container);
        Toasts.Success(sentence, details, details is null ? null : "Open");
        _editor!.Settle();
        Navigation.NavigateTo(IsEdit && details is not null ? details : $"endpoints/{Endpoint}/containers");
    }
}
