using System.Collections.Concurrent;
using Portainer.Data;
using Portainer.Data.Images;
using Portainer.Engine;
using Portainer.Fleet;

namespace Portainer.Images.Updates;

/// <summary>
/// What registries answered, by endpoint and reference: in memory, and in the database for the next start. Only the registry's digest is kept and compared with the live picture
/// on every look, so a pull settles the matter at once and nothing has to be taken back.
/// </summary>
internal sealed partial class ImageUpdates(ImageAnswerStore store, TimeProvider time, ILogger<ImageUpdates> logger)
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

    /// <summary>Takes over what earlier runs were answered.</summary>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        foreach (var answer in await store.ListAsync(cancellationToken))
        {
            _answers.TryAdd((answer.EndpointId, answer.Reference), new(answer.Digest, answer.Reason, answer.AskedAt));
        }

        Changes.Notify();
    }

    public async Task PutAsync(int endpointId, string tag, RegistryAnswer answer, CancellationToken cancellationToken)
    {
        _answers[(endpointId, tag)] = answer;
        Changes.Notify();
        await NotingAsync(() => store.PutAsync(new(endpointId, tag, answer.Digest, answer.Reason, answer.At), cancellationToken));
    }

    /// <summary>Forgets what was answered about names that the endpoint does not have any more.</summary>
    public async Task KeepAsync(int endpointId, IEnumerable<string> tags, CancellationToken cancellationToken)
    {
        string[] gone = [.. _answers.Keys.Where(key => key.Endpoint == endpointId).Select(key => key.Reference).Except(tags)];
        foreach (var tag in gone)
        {
            _answers.TryRemove((endpointId, tag), out _);
        }

        if (gone.Length > 0)
        {
            await NotingAsync(() => store.ForgetAsync(endpointId, gone, cancellationToken));
        }
    }

    /// <summary>Digests the image has of the repository that <paramref name="tag"/> is in.</summary>
    public static IReadOnlyList<string> LocalDigests(string tag, IReadOnlyList<string> digests) =>
        ImageReference.TryParse(tag, out var reference)
            ? [.. digests.Select(Parse).Where(digest => digest?.Name == reference.Name && digest.Digest is not null).Select(digest => digest!.Digest!)]
            : [];

    // The answer matters more than the note of it.
    private async Task NotingAsync(Func<Task> note)
    {
        try
        {
            await note();
        }
        catch (StorageException failure)
        {
            LogNotNoted(failure.Message);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "{Cause}")]
    private partial void LogNotNoted(string cause);

    private static ImageReference? Parse(string text) => ImageReference.TryParse(text, out var reference) ? reference : null;
}
