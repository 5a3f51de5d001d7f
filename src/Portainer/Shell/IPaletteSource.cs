namespace Portainer.Shell;

/// <summary>Something the palette can find. Features register one each: pages, endpoints, containers.</summary>
internal interface IPaletteSource
{
    /// <summary>Everything the caller may see, from memory: asked each time the palette opens.</summary>
    ValueTask<IReadOnlyList<PaletteEntry>> ListAsync(CancellationToken cancellationToken);
}

/// <summary>Goes somewhere (<see cref="Href"/>) or does something (<see cref="Run"/>).</summary>
/// <param name="Id">Stable, for "recent first": "container/3/web-1".</param>
/// <param name="Title">What is matched and shown.</param>
/// <param name="Group">Heading: "Containers".</param>
internal sealed record PaletteEntry(string Id, string Title, string Group, string Icon)
{
    public string? Href { get; init; }

    public Func<Task>? Run { get; init; }

    /// <summary>Shown behind the title and matched more weakly: endpoint name, image.</summary>
    public string Where { get; init; } = "";

    /// <summary>Verbs on it, reached with Tab or by typing the verb along: "restart web".</summary>
    public IReadOnlyList<PaletteAction> Actions { get; init; } = [];
}

internal sealed record PaletteAction(string Text, string Icon)
{
    public string? Href { get; init; }

    public Func<Task>? Run { get; init; }
}
