using Portainer.Access;
using Portainer.Fleet;
using Portainer.Images.Updates;
using Portainer.Jobs;
using Portainer.Shell;
using Portainer.Ui;

namespace Portainer.Images;

/// <summary>Verbs as rows, palette and pages run them: asks where something would be lost, then does it and tells how it went.</summary>
internal sealed class ImageRunner(ImageActions actions, ImageJobs jobs, UpdateCheck check, EngineGate gate, Confirmations confirmations, RowWork work, Toasts toasts)
{
    /// <summary>Removes images with all their names. False when the user thought better of it.</summary>
    public async Task<bool> RemoveAsync(Caller caller, int endpointId, IReadOnlyList<ImageRow> rows, bool force = false)
    {
        if (rows.Count == 0 || gate.View(caller, endpointId) is not { } view)
        {
            return false;
        }

        var option = new ConfirmOption("Force", ImageUse.ForceHint, force);
        var sure = await confirmations.AskAsync(new(rows.Count == 1 ? $"Remove {rows[0].Name}?" : $"Remove {rows.Count} images?", "Remove")
        {
            Names = [.. rows.Select(NameOf)],
            Sentence = RemovalText.Sentence(rows, view),
            Options = [option],
        });
        if (!sure)
        {
            return false;
        }

        var outcomes = await work.RemoveAsync("images", Targets(endpointId, rows), (target, token) =>
            actions.RemoveAsync(caller, endpointId, target.Id, option.On, token));
        return outcomes.All(outcome => outcome.Error is null);
    }

    /// <summary>Takes one name off an image.</summary>
    public async Task<bool> UntagAsync(Caller caller, int endpointId, ImageRow row, string tag)
    {
        var isLast = row.Tags.Count == 1;
        var sure = await confirmations.AskAsync(new(isLast ? $"Remove {tag}?" : $"Take the name {tag} off?", isLast ? "Remove" : "Untag")
        {
            Sentence = isLast ? "It is the image's only name: the image goes with it." : $"The image stays, as {string.Join(", ", row.Tags.Where(other => other != tag))}.",
        });
        return sure && await TellAsync(isLast ? $"Removed {tag}" : $"Took {tag} off", () => actions.UntagAsync(caller, endpointId, tag, CancellationToken.None));
    }

    /// <summary>Starts a pull of each name; the only one's job is returned for the page to show.</summary>
    public async Task<Job?> PullAgainAsync(Caller caller, int endpointId, IReadOnlyList<string> names)
    {
        var started = new List<Job>();
        await TellAsync(null, async () =>
        {
            foreach (var name in names)
            {
                started.Add(await jobs.PullAsync(caller, endpointId, new() { Image = name }, CancellationToken.None));
            }
        });
        if (started.Count > 1)
        {
            toasts.Notice($"{started.Count} pulls have started", "activity", "Show");
        }

        return started.Count == 1 ? started[0] : null;
    }

    /// <summary>Starts a look for newer images.</summary>
    /// <param name="rows">Null: all of the endpoint.</param>
    public async Task<Job?> CheckAsync(Caller caller, int endpointId, IReadOnlyList<ImageRow>? rows)
    {
        Job? job = null;
        await TellAsync(null, async () =>
            job = await check.StartAsync(caller, endpointId, rows is null ? null : [.. rows.Select(row => row.Id)], force: rows is not null, CancellationToken.None));
        return job;
    }

    /// <summary>Runs it and tells what came of it; false when it failed.</summary>
    public async Task<bool> TellAsync(string? done, Func<Task> act)
    {
        try
        {
            await act();
            if (done is not null)
            {
                toasts.Success(done);
            }

            return true;
        }
        catch (Exception failure) when (Failures.IsTellable(failure))
        {
            toasts.Error(failure.Message);
            return false;
        }
    }

    private static RowTarget[] Targets(int endpointId, IReadOnlyList<ImageRow> rows) =>
        [.. rows.Select(row => new RowTarget(row.Id, row.Name, ImageName.Href(endpointId, row.Name), endpointId))];

    private static string NameOf(ImageRow row) => row.Tags.Count switch
    {
        0 => $"{row.ShortId} (no name)",
        1 => row.Tags[0],
        _ => $"{row.Tags[0]} and {row.Tags.Count - 1} more {(row.Tags.Count == 2 ? "name" : "names")}",
    };
}
