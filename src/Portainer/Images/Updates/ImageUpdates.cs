using System.Collections.Concurrent;
using Portainer.Engine;
using Portainer.Fleet;

namespace Portainer.Images.Updates;

/// <summary>
/// What registries answered, by endpoint and reference, in memory. Only the registry's digest is kept and compared with the live picture
/// on every look, so a pull settles the matter at once and nothing has to be taken back.
/// </summary>
internal sealed class ImageUpdates(TimeProvider time)
{
    /// <summary>Why an image has nothing to compare.</summary>
    public const string NoDigest = "It was built, loaded or imported here: there is no digest of a registry to compare with.";

    private readonly ConcurrentDictionary<(int Endpoint, string Reference), RegistryAnswer> _answers = new();

    /// <summary>An answer came.</summary>
    public ChangeSignal Changes { get; } = new(time);

    /// <summary>An image's state over all its names: one newer makes it newer.</summary>
    public ImageUpdate Of(int endpointId, ImageRow row)
    {
        var all = row.Tags.Select(tag => Of(endpointId, tag, row.Digests)).ToArray();
        return all.FirstOrDefault(update => update.State == UpdateState.Newer)
            ?? all.FirstOrDefault(update => update.State == UpdateState.UpToDate)
            ?? all.FirstOrDefault(update => update.State == UpdateState.Unknown)
            ?? ImageUpdate.NotChecked;
    }

    /// <summary>The state of one name of an image that has these repository digests.</summary>
    public ImageUpdate Of(int endpointId, string tag, IReadOnlyList<string> digests)
    {
        if (!_answers.TryGetValue((endpointId, tag), out var answer))
        {
            return ImageUpdate.NotChecked;
        }

        if (answer.Digest is null)
        {
            return new(UpdateState.Unknown, answer.Reason, answer.At);
        }

        var local = LocalDigests(tag, digests);
        return local.Count == 0 ? new(UpdateState.Unknown, NoDigest, answer.At)
            : local.Contains(answer.Digest) ? new(UpdateState.UpToDate, null, answer.At)
            : new(UpdateState.Newer, null, answer.At);
    }

    /// <summary>The state of the image a container was made from, for lists of containers.</summary>
    public ImageUpdate Of(EndpointView view, ContainerRow container) =>
        !_answers.IsEmpty && view.FindImage(container.ImageId) is { } row ? Of(view.Id, row) : ImageUpdate.NotChecked;

    /// <summary>When the registry was last asked about it; null for never.</summary>
    public DateTimeOffset? AskedAt(int endpointId, string tag) => _answers.TryGetValue((endpointId, tag), out var answer) ? answer.At : null;

    public void Put(int endpointId, string tag, RegistryAnswer answer)
    {
        _answers[(endpointId, tag)] = answer;
        Changes.Notify();
    }

    /// <summary>Digests the image has of the repository that <paramref name="tag"/> is in.</summary>
    public static IReadOnlyList<string> LocalDigests(string tag, IReadOnlyList<string> digests) =>
        ImageReference.TryParse(tag, out var reference)
            ? [.. digests.Select(Parse).Where(digest => digest?.Name == reference.Name && digest.Digest is not null).Select(digest => digest!.Digest!)]
            : [];

    private static ImageReference? Parse(string text) => ImageReference.TryParse(text, out var reference) ? reference : null;
}
