namespace Portainer.Shell;

/// <summary>Endpoints, for the palette.</summary>
internal sealed class EndpointSource(ShellState shell) : IPaletteSource
{
    public ValueTask<IReadOnlyList<PaletteEntry>> ListAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<PaletteEntry>>([.. shell.Endpoints.Select(Entry)]);

    private static PaletteEntry Entry(ShellEndpoint endpoint) => new($"endpoint/{endpoint.Id}", endpoint.Name, "Endpoints", "server")
    {
        Href = $"endpoints/{endpoint.Id}",
        Where = endpoint.HealthWord,
        Actions =
        [
            new("Containers", "container") { Href = $"endpoints/{endpoint.Id}/containers" },
            new("Live statistics", "chart") { Href = $"endpoints/{endpoint.Id}/stats" },
        ],
    };
}
