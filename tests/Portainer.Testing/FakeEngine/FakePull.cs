using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Portainer.Testing;

/// <summary>A pull that goes as the test says: it waits after each word until the next, or until it is completed or fails.</summary>
public sealed class FakePull
{
    private readonly Channel<JsonObject> _messages = Channel.CreateUnbounded<JsonObject>();

    /// <summary>The image is there; otherwise the pull has failed.</summary>
    internal bool HasSucceeded { get; private set; }

    internal IAsyncEnumerable<JsonObject> ReadAsync(CancellationToken cancellationToken) => _messages.Reader.ReadAllAsync(cancellationToken);

    /// <summary>A line without a layer: "Status: Downloaded newer image for x:1".</summary>
    public FakePull Say(string status) => Write(new() { ["status"] = status });

    /// <summary>How far a layer is, in bytes.</summary>
    public FakePull Layer(string id, string status, long current = 0, long total = 0) => Write(new()
    {
        ["id"] = id,
        ["status"] = status,
        ["progressDetail"] = total == 0 ? new JsonObject() : new JsonObject { ["current"] = current, ["total"] = total },
    });

    /// <summary>Ends with an error inside the stream, as engines do once they have begun to answer.</summary>
    public void Fail(string error)
    {
        Write(new() { ["errorDetail"] = new JsonObject { ["message"] = error }, ["error"] = error });
        _messages.Writer.Complete();
    }

    /// <summary>Ends well.</summary>
    public void Complete()
    {
        HasSucceeded = true;
        _messages.Writer.Complete();
    }

    private FakePull Write(JsonObject message)
    {
        _messages.Writer.TryWrite(message);
        return this;
    }
}
