using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Portainer.Engine;

/// <summary>
/// The output of a BuildKit build: items whose Aux is a base64 string of a StatusResponse in protobuf, as BuildKit's control.proto
/// describes it. Unknown fields are passed over.
/// </summary>
public static class BuildKitTrace
{
    /// <summary>ID of the items that carry a trace.</summary>
    public const string Id = "moby.buildkit.trace";

    /// <summary>A build's items taken apart, in order; other items come as <see cref="BuildKitMessage"/>.</summary>
    public static async IAsyncEnumerable<BuildKitEvent> ReadAsync(
        IAsyncEnumerable<JSONMessage> messages, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        await foreach (var message in messages.WithCancellation(cancellationToken))
        {
            foreach (var item in Parse(message))
            {
                yield return item;
            }
        }
    }

    /// <summary>What one item tells; the item itself when it is no trace.</summary>
    /// <exception cref="FormatException">It says it is a trace and is none.</exception>
    public static IReadOnlyList<BuildKitEvent> Parse(JSONMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message is { ID: Id, Aux: { ValueKind: JsonValueKind.String } aux }
            ? Response(aux.GetBytesFromBase64())
            : [new BuildKitMessage(message)];
    }

    private static List<BuildKitEvent> Response(byte[] bytes)
    {
        var events = new List<BuildKitEvent>();
        foreach (var field in new ProtobufFields(bytes))
        {
            BuildKitEvent? item = field.Number switch
            {
                1 => Vertex(field.Bytes),
                2 => Status(field.Bytes),
                3 => Log(field.Bytes),
                4 => Warning(field.Bytes),
                _ => null,
            };
            if (item is not null)
            {
                events.Add(item);
            }
        }

        return events;
    }

    private static BuildKitVertex Vertex(ReadOnlyMemory<byte> bytes)
    {
        var vertex = new BuildKitVertex("", "", IsCached: false, Started: null, Completed: null, "");
        foreach (var field in new ProtobufFields(bytes))
        {
            vertex = field.Number switch
            {
                1 => vertex with { Digest = field.Text },
                3 => vertex with { Name = field.Text },
                4 => vertex with { IsCached = field.Value != 0 },
                5 => vertex with { Started = Time(field.Bytes) },
                6 => vertex with { Completed = Time(field.Bytes) },
                7 => vertex with { Error = field.Text },
                _ => vertex,
            };
        }

        return vertex;
    }

    private static BuildKitStatus Status(ReadOnlyMemory<byte> bytes)
    {
        var status = new BuildKitStatus("", "", "", 0, 0, Started: null, Completed: null);
        foreach (var field in new ProtobufFields(bytes))
        {
            status = field.Number switch
            {
                1 => status with { Id = field.Text },
                2 => status with { Vertex = field.Text },
                3 => status with { Name = field.Text },
                4 => status with { Current = field.Value },
                5 => status with { Total = field.Value },
                7 => status with { Started = Time(field.Bytes) },
                8 => status with { Completed = Time(field.Bytes) },
                _ => status,
            };
        }

        return status;
    }

    private static BuildKitLog Log(ReadOnlyMemory<byte> bytes)
    {
        var log = new BuildKitLog("", IsStderr: false, default);
        foreach (var field in new ProtobufFields(bytes))
        {
            log = field.Number switch
            {
                1 => log with { Vertex = field.Text },
                3 => log with { IsStderr = field.Value == 2 },
                4 => log with { Text = field.Bytes },
                _ => log,
            };
        }

        return log;
    }

    private static BuildKitWarning Warning(ReadOnlyMemory<byte> bytes)
    {
        var warning = new BuildKitWarning("", "", "");
        foreach (var field in new ProtobufFields(bytes))
        {
            warning = field.Number switch
            {
                1 => warning with { Vertex = field.Text },
                3 => warning with { Text = field.Text },
                5 => warning with { Url = field.Text },
                _ => warning,
            };
        }

        return warning;
    }

    // google.protobuf.Timestamp
    private static DateTimeOffset Time(ReadOnlyMemory<byte> bytes)
    {
        var (seconds, nanoseconds) = (0L, 0L);
        foreach (var field in new ProtobufFields(bytes))
        {
            (seconds, nanoseconds) = field.Number switch
            {
                1 => (field.Value, nanoseconds),
                2 => (seconds, field.Value),
                _ => (seconds, nanoseconds),
            };
        }

        return DateTimeOffset.FromUnixTimeSeconds(seconds).AddTicks(nanoseconds / 100);
    }
}
