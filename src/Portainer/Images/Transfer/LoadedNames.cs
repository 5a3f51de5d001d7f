using System.Runtime.CompilerServices;
using Portainer.Engine;

namespace Portainer.Images.Transfer;

/// <summary>Gathers what a load says it brought: "Loaded image: nginx:latest", or "Loaded image ID: sha256:..." for one without a name.</summary>
internal sealed class LoadedNames
{
    private static readonly string[] Beginnings = ["Loaded image ID: ", "Loaded image(s): ", "Loaded image: "];
    private readonly List<string> _names = [];

    public IReadOnlyList<string> Names => _names;

    public async IAsyncEnumerable<JSONMessage> Note(IAsyncEnumerable<JSONMessage> messages, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var message in messages.WithCancellation(cancellationToken))
        {
            Take(message.Stream);
            yield return message;
        }
    }

    private void Take(string? text)
    {
        foreach (var line in (text ?? "").Split('\n', StringSplitOptions.TrimEntries))
        {
            if (Array.Find(Beginnings, beginning => line.StartsWith(beginning, StringComparison.Ordinal)) is { } found)
            {
                _names.AddRange(line[found.Length..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
            }
        }
    }
}
