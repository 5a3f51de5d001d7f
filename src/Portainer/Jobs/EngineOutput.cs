using System.Text.Json;
using Portainer.Engine;

namespace Portainer.Jobs;

/// <summary>What came out of an engine's pull, push, load, import or build; null where it did not say.</summary>
internal sealed record EngineResult(string? ImageId, string? Digest);

internal static class EngineOutputs
{
    /// <summary>Shows what an engine tells while it works: layers as steps, text as output. Returns once the engine is done.</summary>
    /// <exception cref="JobFailedException">The engine failed; the message is its own.</exception>
    public static async Task<EngineResult> FollowAsync(this JobProgress progress, IAsyncEnumerable<JSONMessage> messages, CancellationToken cancellationToken)
    {
        var output = new EngineOutput(progress);
        await foreach (var message in messages.WithCancellation(cancellationToken))
        {
            output.Take(message);
        }

        return output.End();
    }
}

/// <summary>Turns an engine's messages into steps and lines, as the docker CLI does on a terminal.</summary>
internal sealed class EngineOutput(JobProgress progress)
{
    private static readonly string[] LastWords = ["Pull complete", "Already exists", "Pushed", "Layer already exists"];

    private readonly Dictionary<string, JobStep> _layers = new(StringComparer.Ordinal);
    private readonly TextLines _lines = new(progress.Say);
    private readonly BuildKitOutput _build = new(progress);
    private string? _imageId;
    private string? _digest;

    /// <exception cref="JobFailedException">The message is an error.</exception>
    public void Take(JSONMessage message)
    {
        if ((message.ErrorMessage ?? message.Error?.Message) is { } words)
        {
            _lines.Flush();
            throw new JobFailedException(words.Trim());
        }

        if (message.ID == BuildKitTrace.Id)
        {
            _build.Take(message);
            return;
        }

        if (message.Stream is { } text)
        {
            _lines.Add(text);
        }

        if (message.Status is { Length: > 0 } status)
        {
            Take(message, status);
        }

        if (message.Aux is { ValueKind: JsonValueKind.Object } aux)
        {
            TakeResult(aux);
        }
    }

    /// <summary>The engine is done. It does not say so of every layer: those that are loaded just stop being mentioned.</summary>
    public EngineResult End()
    {
        _lines.Flush();
        _build.End();
        foreach (var layer in _layers.Values.Where(layer => !layer.Finished).ToArray())
        {
            Show(layer with { Finished = true });
        }

        return new(_imageId, _digest);
    }

    private void Take(JSONMessage message, string status)
    {
        var isHeading = string.IsNullOrEmpty(message.ID) || status.StartsWith("Pulling from ", StringComparison.Ordinal);
        if (!isHeading)
        {
            Show(Layer(message, status));
            return;
        }

        var line = string.IsNullOrEmpty(message.ID) ? status : $"{message.ID}: {status}";
        progress.Status(line);
        progress.Say(line);
    }

    private static JobStep Layer(JSONMessage message, string status)
    {
        var bytes = message.Progress is { Units: null, Total: > 0 } known ? known : null;
        // containerd's store counts the seconds it has been unpacking.
        var text = message.Progress is { Units: "s", Current: > 0 and var seconds } ? $"{status} {seconds} s" : status;
        var finished = LastWords.Contains(status)
            || status.StartsWith("Mounted from ", StringComparison.Ordinal)
            || (status == "Loading layer" && bytes?.Current >= bytes?.Total);
        return new(message.ID!, text, bytes?.Current, bytes?.Total, finished, Short(message.ID!));
    }

    private void Show(JobStep layer)
    {
        _layers[layer.Id] = layer;
        progress.Step(layer.Id, layer.Text, layer.Done, layer.Total, layer.Finished, layer.Label);
    }

    private void TakeResult(JsonElement aux)
    {
        _imageId = Text(aux, "ID") ?? _imageId;
        if (Text(aux, "Digest") is { } digest && digest != _digest)
        {
            _digest = digest;
            progress.Say($"Digest: {digest}");
        }
    }

    private static string? Text(JsonElement aux, string name) =>
        aux.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Short(string id) => id.StartsWith("sha256:", StringComparison.Ordinal) && id.Length > 19 ? id[7..19] : id;
}
