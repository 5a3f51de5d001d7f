using System.Collections.Concurrent;
using System.Net;
using Portainer.Access;
using Portainer.Containers.Create;
using Portainer.Engine;

namespace Portainer.Containers.Recreate;

/// <summary>A container that cannot do without one that is recreated: it holds the id of what is going to be gone.</summary>
/// <param name="Uses">What it uses of it: "network".</param>
/// <param name="IsSelf">It is the container this console runs in, which cannot recreate itself.</param>
internal sealed record Sharer(ContainerInspectResponse Container, IReadOnlyList<string> Uses, bool IsSelf)
{
    public string Name => Container.Name.TrimStart('/');

    public MovedContainer Moved => new(Container.ID, [Name], Name);

    /// <summary>"sidecar (network, volumes)".</summary>
    public string Text => $"{Name} ({string.Join(", ", Uses)})";
}

/// <summary>Finds who shares something with a container. Lists say little of it, so every container is inspected, several at once.</summary>
internal static class Sharers
{
    private const int AtOnce = 8;

    /// <summary>Those that use something of it, and those that use something of these; in the order in which they can be made again. Only those the caller may see.</summary>
    public static async Task<IReadOnlyList<Sharer>> FindAsync(EngineSession session, MovedContainer other, CancellationToken cancellationToken)
    {
        var left = (await InspectAllAsync(session, other.Id, cancellationToken)).ToList();
        List<MovedContainer> used = [other];
        var found = new List<Sharer>();
        for (var at = 0; at < used.Count; at++)
        {
            foreach (var container in left.ToArray())
            {
                if (Sharing.Of(container, used[at]) is { Count: > 0 } uses)
                {
                    left.Remove(container);
                    found.Add(new(container, uses, session.IsOwn(container.ID)));
                    used.Add(found[^1].Moved);
                }
            }
        }

        return InOrder(found);
    }

    private static async Task<IEnumerable<ContainerInspectResponse>> InspectAllAsync(EngineSession session, string exceptId, CancellationToken cancellationToken)
    {
        var all = new ConcurrentBag<ContainerInspectResponse>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(session.Endpoint.Containers.Where(row => row.Id != exceptId), options, async (row, token) =>
        {
            if (await InspectAsync(session.Client, row.Id, token) is { } container)
            {
                all.Add(container);
            }
        });
        return all.OrderBy(container => container.Name, StringComparer.Ordinal);
    }

    // One that uses another of them comes after it.
    private static List<Sharer> InOrder(List<Sharer> found)
    {
        var (left, ordered) = (found.ToList(), new List<Sharer>());
        while (left.Count > 0)
        {
            var next = left.Find(sharer => left.TrueForAll(other => other == sharer || Sharing.Of(sharer.Container, other.Moved).Count == 0)) ?? left[0];
            left.Remove(next);
            ordered.Add(next);
        }

        return ordered;
    }

    /// <summary>What is to be told of those that were left as they are; empty for none.</summary>
    public static string LeftAlone(IReadOnlyList<Sharer> sharers, string name) => sharers.Count == 0 ? ""
        : $" {string.Join(", ", sharers.Select(sharer => sharer.Text))} still {(sharers.Count == 1 ? "uses" : "use")} what the old {name} had: recreate {(sharers.Count == 1 ? "it" : "them")} too.";

    /// <summary>How to make each of them again beside the successors, as it is now.</summary>
    public static async Task<IReadOnlyList<RecreatePlan>> PlansAsync(EngineSession session, IReadOnlyList<Sharer> sharers, MovedContainer first, CancellationToken cancellationToken)
    {
        var plans = new List<RecreatePlan>();
        MovedContainer[] moved = [first, .. sharers.Select(sharer => sharer.Moved)];
        foreach (var sharer in sharers)
        {
            var plan = RecreatePlan.Of(sharer.Container, await CreateActions.DraftOfAsync(session, sharer.Container, cancellationToken));
            Sharing.Retarget(plan.Wanted, moved);
            Sharing.Retarget(plan.Fallback, moved);
            plans.Add(plan);
        }

        return plans;
    }

    public static async Task<ContainerInspectResponse?> InspectAsync(DockerClient client, string container, CancellationToken cancellationToken)
    {
        try
        {
            return await client.Containers.InspectContainerAsync(container, cancellationToken);
        }
        catch (DockerApiException gone) when (gone.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }
}
