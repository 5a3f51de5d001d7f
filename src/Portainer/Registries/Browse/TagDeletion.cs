using System.Collections.Concurrent;
using Portainer.Access;
using Portainer.Engine;
using Portainer.Shell;
using Portainer.Ui;

namespace Portainer.Registries.Browse;

/// <summary>
/// Deletes tags. A registry deletes manifests, and every tag of a manifest goes with it: those are sought and named first. What is
/// deleted is the digest that was looked at, so a tag that somebody moves meanwhile stays.
/// </summary>
internal sealed class TagDeletion(Confirmations confirmations, RowWork work, Toasts toasts)
{
    private const int AtOnce = 8;

    /// <summary>Every tag that goes when <paramref name="chosen"/> go; null when that cannot be found out, which is told.</summary>
    public async Task<DeletionPlan?> PlanAsync(
        RegistrySession session, string repository, IReadOnlyList<string> chosen, IReadOnlyList<string> all, CancellationToken cancellationToken)
    {
        var tags = new ConcurrentDictionary<string, RegistryDescriptor>(StringComparer.Ordinal);
        try
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(all.Union(chosen), options, async (tag, token) => await NoteAsync(session, repository, tag, tags, token));
            var plan = DeletionPlan.Of(repository, chosen, tags.ToDictionary(pair => pair.Key, pair => pair.Value.Digest, StringComparer.Ordinal));
            return plan with { Broken = await BrokenAsync(session, plan, tags, cancellationToken) };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception failure) when (Failures.IsTellable(failure))
        {
            toasts.Error($"Nothing was deleted: which tags share an image could not be read. {failure.Message}");
            return null;
        }
    }

    /// <summary>Asks, then deletes; false when the user thought better of it or there is nothing left to delete.</summary>
    public async Task<bool> RunAsync(RegistrySession session, DeletionPlan plan, Func<string, string> keyOf)
    {
        if (plan.Tags.Count == 0)
        {
            toasts.Notice("Nothing is left to delete: the chosen tags are gone already.");
            return true;
        }

        if (!await confirmations.AskAsync(plan.Question))
        {
            return false;
        }

        var names = plan.Tags.ToDictionary(tag => keyOf(tag.Name), StringComparer.Ordinal);
        var deletions = new ConcurrentDictionary<string, Lazy<Task>>(StringComparer.Ordinal);
        await work.RunAsync(
            new("Delete", "Deleted", "tags"),
            [.. plan.Tags.Select(tag => new RowTarget(keyOf(tag.Name), tag.Name, BrowsePaths.Tag(session.Registry.Id, plan.Repository, tag.Name)))],
            (target, token) => deletions.GetOrAdd(names[target.Key].Digest, digest => new(() => session.DeleteAsync(plan.Repository, digest, token))).Value);
        return true;
    }

    // A tag for several platforms points to their manifests by digest: one that is deleted under it is missing there from then on.
    private static async Task<IReadOnlyList<string>> BrokenAsync(
        RegistrySession session, DeletionPlan plan, IReadOnlyDictionary<string, RegistryDescriptor> tags, CancellationToken cancellationToken)
    {
        var doomed = plan.Tags.Select(tag => tag.Digest).ToHashSet(StringComparer.Ordinal);
        var broken = new List<string>();
        var indexes = tags.Where(pair => RegistryMediaTypes.IsIndex(pair.Value.MediaType) && !doomed.Contains(pair.Value.Digest));
        foreach (var sharing in indexes.GroupBy(pair => pair.Value.Digest, pair => pair.Key))
        {
            var parts = await session.PartsAsync(plan.Repository, sharing.Key, cancellationToken);
            broken.AddRange(parts.Any(part => doomed.Contains(part.Digest)) ? sharing : []);
        }

        return [.. broken.Order(Ui.Table.NaturalComparer.Instance)];
    }

    private static async Task NoteAsync(
        RegistrySession session, string repository, string tag, ConcurrentDictionary<string, RegistryDescriptor> tags, CancellationToken cancellationToken)
    {
        try
        {
            tags[tag] = await session.DescriptorAsync(repository, tag, cancellationToken);
        }
        catch (RegistryException gone) when (gone.Failure == RegistryFailure.NotFound)
        {
            // Deleted since the list was read.
        }
    }
}

/// <param name="Name">A tag that goes.</param>
/// <param name="SharedWith">The chosen tag whose image it shares; null for a chosen one.</param>
internal sealed record DoomedTag(string Name, string Digest, string? SharedWith);

/// <summary>Which tags go, chosen ones first.</summary>
internal sealed record DeletionPlan(string Repository, IReadOnlyList<DoomedTag> Tags)
{
    /// <summary>Tags for several platforms that stay and lose one.</summary>
    public IReadOnlyList<string> Broken { get; init; } = [];

    public static DeletionPlan Of(string repository, IReadOnlyList<string> chosen, IReadOnlyDictionary<string, string> digests)
    {
        DoomedTag[] picked = [.. chosen.Where(digests.ContainsKey).Select(tag => new DoomedTag(tag, digests[tag], null))];
        var others = digests.Where(pair => !chosen.Contains(pair.Key)).OrderBy(pair => pair.Key, Ui.Table.NaturalComparer.Instance)
            .Select(pair => new DoomedTag(pair.Key, pair.Value, picked.FirstOrDefault(tag => tag.Digest == pair.Value)?.Name))
            .Where(tag => tag.SharedWith is not null);
        return new(repository, [.. picked, .. others]);
    }

    private string Loss => Broken.Count switch
    {
        0 => "",
        1 => $"{Broken[0]} stays, but loses the platform whose image is deleted. ",
        _ => $"{string.Join(", ", Broken)} stay, but each loses a platform whose image is deleted. ",
    };

    public Confirmation Question
    {
        get
        {
            var dragged = Tags.Count(tag => tag.SharedWith is not null);
            return new(Tags.Count == 1 ? $"Delete {Repository}:{Tags[0].Name}?" : $"Delete {Tags.Count} tags of {Repository}?", "Delete")
            {
                Names = [.. Tags.Select(tag => tag.SharedWith is null ? tag.Name : $"{tag.Name} (same image as {tag.SharedWith})")],
                Sentence = (dragged switch
                {
                    0 => "",
                    1 => "A tag that you did not choose points to the same image and goes with it. ",
                    _ => $"{dragged} tags that you did not choose point to the same images and go with them. ",
                }) + Loss + "Nobody can pull them any more. Their layers take room in the registry until its garbage collection runs.",
            };
        }
    }
}
