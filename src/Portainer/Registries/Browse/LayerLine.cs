using Portainer.Engine;

namespace Portainer.Registries.Browse;

/// <summary>A step of an image's making and what it added.</summary>
/// <param name="Number">Of the layer, from the bottom; null for a step that changed no file.</param>
/// <param name="Size">Compressed, in bytes; null where there is no layer.</param>
public sealed record LayerLine(int? Number, string Command, long? Size, string Digest)
{
    private const string ShellPrefix = "/bin/sh -c ";
    private const string NoLayerPrefix = "#(nop)";

    /// <summary>Lowest first. Without a history that fits the layers, the layers alone.</summary>
    public static IReadOnlyList<LayerLine> Of(RegistryManifest manifest, RegistryImageConfig? config)
    {
        var history = config?.History ?? [];
        if (history.Count(line => !line.IsEmpty) != manifest.Layers.Count)
        {
            return [.. manifest.Layers.Select((layer, index) => new LayerLine(index + 1, layer.MediaType, layer.Size, layer.Digest))];
        }

        var next = 0;
        return [.. history.Select(line => line.IsEmpty ? new LayerLine(null, Text(line), null, "") : With(manifest.Layers[next], ++next, Text(line)))];
    }

    private static LayerLine With(RegistryDescriptor layer, int number, string command) => new(number, command, layer.Size, layer.Digest);

    // The classic builder writes "/bin/sh -c #(nop)  CMD [...]" for what only sets something.
    private static string Text(RegistryHistoryLine line)
    {
        var text = line.CreatedBy.Trim();
        if (text.StartsWith(ShellPrefix + NoLayerPrefix, StringComparison.Ordinal))
        {
            return text[(ShellPrefix.Length + NoLayerPrefix.Length)..].Trim();
        }

        text = text.StartsWith(ShellPrefix, StringComparison.Ordinal) ? $"RUN {text[ShellPrefix.Length..]}" : text;
        return text.Length > 0 ? text : line.Comment.Length > 0 ? line.Comment : "not recorded";
    }
}
