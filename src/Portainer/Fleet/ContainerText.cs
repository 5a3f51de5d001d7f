using System.Globalization;

namespace Portainer.Fleet;

/// <summary>Reads the words the engine puts into its container list.</summary>
internal static class ContainerText
{
    public static string Name(IEnumerable<string>? names)
    {
        var all = (names ?? []).Select(name => name.TrimStart('/')).ToArray();
        return all.FirstOrDefault(name => !name.Contains('/', StringComparison.Ordinal)) ?? all.FirstOrDefault() ?? "";
    }

    public static RunState State(string? state) => state switch
    {
        "created" or "configured" or "initialized" => RunState.Created,
        "running" => RunState.Running,
        "paused" => RunState.Paused,
        "restarting" => RunState.Restarting,
        "removing" => RunState.Removing,
        "exited" or "stopped" => RunState.Exited,
        "dead" => RunState.Dead,
        _ => RunState.Unknown,
    };

    public static HealthState Health(string? status) => status switch
    {
        null => HealthState.None,
        _ when status.Contains("(unhealthy)", StringComparison.Ordinal) => HealthState.Unhealthy,
        _ when status.Contains("(healthy)", StringComparison.Ordinal) => HealthState.Healthy,
        _ when status.Contains("(health: starting)", StringComparison.Ordinal) || status.Contains("(starting)", StringComparison.Ordinal) => HealthState.Starting,
        _ => HealthState.None,
    };

    /// <summary>137 from "Exited (137) 3 minutes ago".</summary>
    public static int? ExitCode(string status)
    {
        var open = status.IndexOf('(', StringComparison.Ordinal);
        var close = status.IndexOf(')', StringComparison.Ordinal);
        return open >= 0 && close > open && int.TryParse(status.AsSpan(open + 1, close - open - 1), CultureInfo.InvariantCulture, out var code) ? code : null;
    }

    /// <summary>The stack a container belongs to: Swarm's label before Compose's.</summary>
    public static string? Stack(IDictionary<string, string>? labels) =>
        labels is null ? null
        : labels.TryGetValue("com.docker.stack.namespace", out var stack) && stack.Length > 0 ? stack
        : labels.TryGetValue("com.docker.compose.project", out var project) && project.Length > 0 ? project
        : null;
}
