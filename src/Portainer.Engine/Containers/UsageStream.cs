using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Portainer.Engine;

/// <summary>Samples of statistics one after another, split anywhere. Between samples it holds no buffer.</summary>
internal static class UsageStream
{
    private const int UsualSample = 8 * 1024;

    /// <summary>Thousands of CPUs and interfaces fit; what is larger is no sample.</summary>
    private const int LargestSample = 4 * 1024 * 1024;

    /// <exception cref="JsonException">The stream holds something else.</exception>
    public static async IAsyncEnumerable<ContainerUsage> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var waiting = new ArraySegment<byte>([]);
        var name = "";
        try
        {
            while (true)
            {
                // Waits for the next bytes without a buffer: hundreds of these streams are silent most of the time.
                _ = await stream.ReadAsync(Memory<byte>.Empty, cancellationToken);
                waiting = MakeRoom(waiting);
                var count = await stream.ReadAsync(waiting.Array.AsMemory(waiting.Offset + waiting.Count), cancellationToken);
                if (count == 0)
                {
                    yield break;
                }

                var mayBeComplete = waiting.Array.AsSpan(waiting.Offset + waiting.Count, count).Contains((byte)'}');
                waiting = new(waiting.Array!, waiting.Offset, waiting.Count + count);
                while (mayBeComplete && TryTake(ref waiting, name, out var usage))
                {
                    name = usage.Name;
                    yield return usage;
                }

                waiting = ReleaseIfEmpty(waiting);
            }
        }
        finally
        {
            ReleaseIfEmpty(waiting[..0]);
        }
    }

    private static bool TryTake(ref ArraySegment<byte> waiting, string name, out ContainerUsage usage)
    {
        var reader = new UsageReader(waiting, name);
        if (!reader.TryRead(out usage))
        {
            return false;
        }

        waiting = waiting[reader.Consumed..];
        var blank = waiting.AsSpan().IndexOfAnyExcept(" \r\n\t"u8);
        waiting = waiting[(blank < 0 ? waiting.Count : blank)..];
        return true;
    }

    /// <summary>The waiting bytes at the front of a buffer that has room behind them.</summary>
    private static ArraySegment<byte> MakeRoom(ArraySegment<byte> waiting)
    {
        var size = waiting.Array!.Length;
        if (waiting.Offset + waiting.Count < size)
        {
            return waiting;
        }

        if (waiting.Count >= LargestSample)
        {
            throw new JsonException("A sample of statistics does not end.");
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(UsualSample, waiting.Count * 2));
        waiting.AsSpan().CopyTo(larger);
        ReleaseIfEmpty(waiting[..0]);
        return new(larger, 0, waiting.Count);
    }

    private static ArraySegment<byte> ReleaseIfEmpty(ArraySegment<byte> waiting)
    {
        if (waiting.Count > 0)
        {
            return waiting;
        }

        if (waiting.Array!.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(waiting.Array);
        }

        return new([]);
    }
}
