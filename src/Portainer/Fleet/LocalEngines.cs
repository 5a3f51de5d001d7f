namespace Portainer.Fleet;

/// <summary>Where an engine of this very machine may be listening, most usual first.</summary>
internal static class LocalEngines
{
    public static string Default => OperatingSystem.IsWindows() ? "npipe:////./pipe/docker_engine" : "unix:///var/run/docker.sock";

    /// <summary>Sockets that exist; empty when none is there, or none is mounted into this container.</summary>
    public static IReadOnlyList<string> Found()
    {
        if (OperatingSystem.IsWindows())
        {
            return File.Exists(@"\\.\pipe\docker_engine") ? [Default] : [];
        }

        var runtime = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR");
        string?[] places =
        [
            "/var/run/docker.sock",
            runtime is null ? null : $"{runtime}/docker.sock",
            "/run/podman/podman.sock",
            runtime is null ? null : $"{runtime}/podman/podman.sock",
        ];
        return [.. places.OfType<string>().Where(File.Exists).Select(path => $"unix://{path}")];
    }
}
