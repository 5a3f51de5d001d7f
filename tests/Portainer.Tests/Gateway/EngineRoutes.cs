namespace Portainer.Tests.Gateway;

/// <summary>Every method and path of the Engine API's two specifications, with a name for each place in it.</summary>
internal static class EngineRoutes
{
    public static IReadOnlyList<(string Method, string Path)> All { get; } =
    [
        .. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Gateway", "engine-routes.txt"))
            .Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(' ')).Select(parts => (parts[0], parts[1])),
    ];

    public static string Filled(string path, string name) => path.Replace("{id}", name, StringComparison.Ordinal).Replace("{name}", name, StringComparison.Ordinal);
}
