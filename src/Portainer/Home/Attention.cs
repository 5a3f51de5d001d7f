using Portainer.Fleet;

namespace Portainer.Home;

/// <summary>Something somebody should look at before any totals.</summary>
/// <param name="Href">Where to look, relative to the base address.</param>
public sealed record Attention(string EndpointName, string Title, string Detail, string Href, bool IsGrave)
{
    /// <summary>What is wrong with one endpoint, gravest first. Bounded by the kinds of trouble, not by the number of containers.</summary>
    public static IEnumerable<Attention> Of(EndpointView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var list = $"endpoints/{view.Id}/containers";
        if (view.Connection.State == ConnectionState.Down)
        {
            yield return new(view.Name, "Endpoint is down", view.Connection.Cause ?? "", $"endpoints/{view.Id}", true);
        }

        if (view.Facts?.SwarmError is { Length: > 0 } error)
        {
            yield return new(view.Name, "Swarm is in trouble", error, $"endpoints/{view.Id}", true);
        }

        foreach (var (title, rows, chip, isGrave) in Troubles(view))
        {
            if (rows.Length > 0)
            {
                yield return new(view.Name, $"{rows.Length} {title}", Names(rows), $"{list}?state={chip}", isGrave);
            }
        }
    }

    private static IEnumerable<(string Title, ContainerRow[] Rows, string Chip, bool IsGrave)> Troubles(EndpointView view)
    {
        yield return ("unhealthy", [.. view.Containers.Where(row => row.Health == HealthState.Unhealthy)], "unhealthy", true);
        yield return ("restarting", [.. view.Containers.Where(row => row.State == RunState.Restarting)], "restarting", true);
        yield return ("dead", [.. view.Containers.Where(row => row.State == RunState.Dead)], "dead", false);
    }

    private static string Names(ContainerRow[] rows) =>
        string.Join(", ", rows.Take(3).Select(row => row.Name)) + (rows.Length > 3 ? $" and {rows.Length - 3} more" : "");
}
