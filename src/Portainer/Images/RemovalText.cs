using Portainer.Fleet;

namespace Portainer.Images;

/// <summary>What a removal means for exactly these images, in the dialog that asks.</summary>
internal static class RemovalText
{
    public static string Sentence(IReadOnlyList<ImageRow> rows, EndpointView view)
    {
        var uses = rows.Select(row => ImageUse.Of(row, view)).ToArray();
        var parts = new List<string>();
        if (rows.Any(row => row.Tags.Count > 1))
        {
            parts.Add("All names of an image are taken off; on its page each can be taken off alone.");
        }

        if (uses.Count(use => use.Running.Count > 0) is > 0 and var running)
        {
            parts.Add(rows.Count == 1 ? $"{uses[0].Running[0]} runs on it, so it will stay until that container is removed." : $"{running} of them will stay, because containers run on them.");
        }

        if (uses.Count(use => use.Running.Count == 0 && use.Stopped.Count > 0) is > 0 and var stopped)
        {
            parts.Add(rows.Count == 1 ? $"{uses[0].Stopped[0]}, which is stopped, uses it: it goes by force only." : $"{stopped} of them are used by stopped containers: those go by force only.");
        }

        parts.Add("Layers that other images share stay with those.");
        return string.Join(' ', parts);
    }
}
