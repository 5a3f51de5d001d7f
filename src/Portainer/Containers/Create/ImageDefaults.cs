using Portainer.Engine;

namespace Portainer.Containers.Create;

/// <summary>
/// Takes out of a container's configuration what it only has because its image says so. Left in, such values would be frozen: a newer image's
/// command, variables or labels would never show. The rules mirror how the engine merges the two when it creates a container.
/// </summary>
internal static class ImageDefaults
{
    public static void Strip(CreateContainerParameters container, ContainerConfig? image)
    {
        container.ExposedPorts = Without(container.ExposedPorts, image?.ExposedPorts);
        container.Volumes = Without(container.Volumes, image?.Volumes);
        if (image is null)
        {
            return;
        }

        StripProcess(container, image);
        container.Env = container.Env?.Except(image.Env ?? [], StringComparer.Ordinal).ToList();
        container.Labels = container.Labels?.Where(label => image.Labels?.TryGetValue(label.Key, out var value) != true || value != label.Value).ToDictionary();
        container.WorkingDir = Unless(container.WorkingDir, image.WorkingDir);
        container.User = Unless(container.User, image.User);
        container.StopSignal = Unless(container.StopSignal, image.StopSignal);
        container.Shell = Same(container.Shell, image.Shell) ? null : container.Shell;
        container.OnBuild = Same(container.OnBuild, image.OnBuild) ? null : container.OnBuild;
        container.ArgsEscaped = container.ArgsEscaped == image.ArgsEscaped ? null : container.ArgsEscaped;
        StripHealth(container, image.Healthcheck);
    }

    /// <summary>An entrypoint of one's own takes the image's command away too, so the two are looked at together.</summary>
    private static void StripProcess(CreateContainerParameters container, ContainerConfig image)
    {
        var isSameEntrypoint = Same(container.Entrypoint, image.Entrypoint);
        if (isSameEntrypoint && Same(container.Cmd, image.Cmd))
        {
            (container.Entrypoint, container.Cmd) = (null, null);
        }
        else if (isSameEntrypoint && container.Cmd is { Count: > 0 })
        {
            container.Entrypoint = null;
        }
        else if (container.Entrypoint is not { Count: > 0 })
        {
            container.Entrypoint = [""];
        }
    }

    private static void StripHealth(CreateContainerParameters container, HealthConfig? image)
    {
        if (container.Healthcheck is not { } health || image is null)
        {
            return;
        }

        health.Test = Same(health.Test, image.Test) ? null : health.Test;
        health.Interval = health.Interval == image.Interval ? 0 : health.Interval;
        health.Timeout = health.Timeout == image.Timeout ? 0 : health.Timeout;
        health.StartPeriod = health.StartPeriod == image.StartPeriod ? 0 : health.StartPeriod;
        health.StartInterval = health.StartInterval == image.StartInterval ? 0 : health.StartInterval;
        health.Retries = health.Retries == image.Retries ? 0 : health.Retries;
        var isInherited = health is { Test: null or { Count: 0 }, Interval: 0, Timeout: 0, StartPeriod: 0, StartInterval: 0, Retries: 0 };
        container.Healthcheck = isInherited ? null : health;
    }

    private static Dictionary<string, EmptyStruct>? Without(IDictionary<string, EmptyStruct>? set, IDictionary<string, EmptyStruct>? inherited) =>
        set?.Where(entry => inherited?.ContainsKey(entry.Key) != true).ToDictionary() is { Count: > 0 } left ? left : null;

    private static string? Unless(string? value, string? inherited) => value == inherited ? null : value;

    private static bool Same(IList<string>? one, IList<string>? other) => (one ?? []).SequenceEqual(other ?? []);
}
