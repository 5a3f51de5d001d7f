using Portainer.Fleet;

namespace Portainer.Images;

/// <summary>Who uses an image, and so what its removal takes. The engine has the last word; this says it beforehand and in one sentence.</summary>
/// <param name="Running">Names of visible containers that run.</param>
/// <param name="Stopped">Names of visible containers that do not.</param>
/// <param name="IsUsedUnseen">A container uses it that the caller may not see.</param>
internal sealed record ImageUse(string Name, IReadOnlyList<string> Running, IReadOnlyList<string> Stopped, bool IsUsedUnseen)
{
    /// <summary>The rule in words, for dialogs.</summary>
    public const string ForceHint = "Also when stopped containers use it: they cannot be started again then. An image that a running container uses cannot be removed, by force or otherwise.";

    public static ImageUse Of(ImageRow row, EndpointView view)
    {
        var users = view.Containers.Where(container => container.ImageId == row.Id).ToArray();
        return new(
            row.Name,
            [.. users.Where(container => container.IsRunning).Select(container => container.Name)],
            [.. users.Where(container => !container.IsRunning).Select(container => container.Name)],
            row.InUse && users.Length == 0);
    }

    /// <summary>Why it cannot be removed and what to do; null when nothing is known to stand in the way.</summary>
    public string? Obstacle(bool force) => this switch
    {
        { Running.Count: > 0 } => $"{Name} was not removed: {List(Running)} {(Running.Count == 1 ? "runs" : "run")} on it. Stop and remove {(Running.Count == 1 ? "that container" : "those containers")} first; force does not help here.",
        { Stopped.Count: > 0 } when !force => $"{Name} was not removed: {List(Stopped)} {(Stopped.Count == 1 ? "uses" : "use")} it, though stopped. Remove {(Stopped.Count == 1 ? "that container" : "those containers")} first, or remove the image by force.",
        _ => null,
    };

    private static string List(IReadOnlyList<string> names) =>
        names.Count <= 3 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(3))} and {names.Count - 3} more";
}
