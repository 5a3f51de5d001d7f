using Portainer.Engine;

namespace Portainer.Containers.Create;

/// <summary>Volumes the engine named by itself. A recreation mounts them by name, so that their content stays with the container.</summary>
internal static class AnonymousVolumes
{
    private const int NameLength = 64;

    public static bool IsAnonymous(string? volume) => volume is { Length: NameLength } && volume.All(char.IsAsciiHexDigitLower);

    /// <summary>
    /// Takes back what an earlier recreation did: an anonymous volume that was mounted by name is anonymous again, so that a duplicate gets one of its own.
    /// </summary>
    public static void Forget(CreateContainerParameters parameters)
    {
        if (parameters is { HostConfig.Binds: { } binds, Volumes: { } volumes })
        {
            parameters.HostConfig.Binds = [.. binds.Where(bind => bind.Split(':') is not [var source, var target, ..] || !IsAnonymous(source) || !volumes.ContainsKey(target))];
        }
    }

    /// <summary>Mounts the anonymous volumes of <paramref name="old"/> in what is about to be created, where it would have got new ones.</summary>
    public static void Carry(ContainerInspectResponse old, CreateContainerParameters parameters)
    {
        var host = parameters.HostConfig ??= new();
        foreach (var mount in old.Mounts.Where(mount => mount.Type == "volume" && IsAnonymous(mount.Name)))
        {
            if (host.Mounts?.FirstOrDefault(asked => asked.Target == mount.Destination) is { } wanted)
            {
                wanted.Source = string.IsNullOrEmpty(wanted.Source) && wanted.Type == "volume" ? mount.Name : wanted.Source;
            }
            else if (WouldBeNew(old, parameters, mount.Destination))
            {
                host.Binds = [.. host.Binds ?? [], mount.RW ? $"{mount.Name}:{mount.Destination}" : $"{mount.Name}:{mount.Destination}:ro"];
            }
        }
    }

    private static bool WouldBeNew(ContainerInspectResponse old, CreateContainerParameters parameters, string target) =>
        old.Config.Volumes?.ContainsKey(target) == true
        && parameters.HostConfig!.Binds?.Any(bind => bind.Split(':') is [_, var bound, ..] && bound == target) != true
        && parameters.HostConfig.Tmpfs?.ContainsKey(target) != true;
}
