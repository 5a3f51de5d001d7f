using System.Runtime.CompilerServices;
using Portainer.Engine;

namespace Portainer.Images.Build;

/// <summary>Keeps the values of secret-looking build arguments out of a job's output, which outlives the build and is read by others.</summary>
internal sealed class MaskedOutput(IEnumerable<BuildPair> arguments)
{
    private const string Mask = "••••••";

    /// <summary>Shorter values occur in any text.</summary>
    private const int Least = 4;

    private readonly string[] _secrets = [.. arguments.Where(pair => pair.LooksSecret && pair.Value.Length >= Least).Select(pair => pair.Value)];

    public async IAsyncEnumerable<JSONMessage> Of(IAsyncEnumerable<JSONMessage> messages, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var message in messages.WithCancellation(cancellationToken))
        {
            message.Stream = Hide(message.Stream);
            message.ErrorMessage = Hide(message.ErrorMessage);
            message.Status = Hide(message.Status);
            if (message.Error is not null)
            {
                message.Error.Message = Hide(message.Error.Message);
            }

            yield return message;
        }
    }

    private string? Hide(string? text) => text is null ? null : _secrets.Aggregate(text, (all, secret) => all.Replace(secret, Mask, StringComparison.Ordinal));
}
