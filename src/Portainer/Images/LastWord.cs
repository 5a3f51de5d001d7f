using System.Runtime.CompilerServices;
using Portainer.Engine;

namespace Portainer.Images;

/// <summary>Remembers how an engine summed up: "Status: Image is up to date for ..." after a pull, the id after an import.</summary>
internal sealed class LastWord
{
    private string? _status;

    public bool SaysUpToDate => _status?.Contains("up to date", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The id an import ends with; null when the last word was another.</summary>
    public string? ImageId => _status?.StartsWith("sha256:", StringComparison.Ordinal) == true ? _status : null;

    public async IAsyncEnumerable<JSONMessage> Note(IAsyncEnumerable<JSONMessage> messages, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var message in messages.WithCancellation(cancellationToken))
        {
            _status = message.Status is { Length: > 0 } status && string.IsNullOrEmpty(message.ID) ? status : _status;
            yield return message;
        }
    }
}
