using System.Buffers.Binary;

namespace Portainer.Engine;

/// <summary>
/// Takes the engine's multiplexed stream apart: a head of 8 bytes (stream, 3 zeros, length as big-endian 32 bits), then that
/// many bytes. Input may be split anywhere; nothing is copied but a split head.
/// </summary>
internal struct FrameParser
{
    private const int HeadLength = 8;

    /// <summary>Stream 3: the engine's own error message instead of output.</summary>
    private const int SystemError = 3;

    private ulong _head;
    private int _headCount;
    private uint _remaining;
    private StdStream _stream;

    /// <summary>True when the input so far ended between two frames.</summary>
    public readonly bool AtBoundary => _headCount == 0 && _remaining == 0;

    /// <summary>Takes the next piece of a frame from the front of <paramref name="input"/>; false when it needs more input.</summary>
    /// <exception cref="InvalidDataException">This is no multiplexed stream.</exception>
    public bool TryRead(ref ReadOnlyMemory<byte> input, out StdStream stream, out ReadOnlyMemory<byte> payload)
    {
        while (_remaining == 0)
        {
            if (!TryReadHead(ref input))
            {
                stream = default;
                payload = default;
                return false;
            }
        }

        var count = (int)Math.Min(_remaining, (uint)input.Length);
        stream = _stream;
        payload = input[..count];
        input = input[count..];
        _remaining -= (uint)count;
        return count > 0;
    }

    private bool TryReadHead(ref ReadOnlyMemory<byte> input)
    {
        var span = input.Span;
        if (_headCount == 0 && span.Length >= HeadLength)
        {
            Open(BinaryPrimitives.ReadUInt64BigEndian(span));
            input = input[HeadLength..];
            return true;
        }

        var count = Math.Min(HeadLength - _headCount, span.Length);
        for (var i = 0; i < count; i++)
        {
            _head = (_head << 8) | span[i];
        }

        input = input[count..];
        _headCount += count;
        if (_headCount < HeadLength)
        {
            return false;
        }

        _headCount = 0;
        Open(_head);
        return true;
    }

    private void Open(ulong head)
    {
        var stream = (int)(head >> 56);
        if (stream > SystemError || (head & 0x00FF_FFFF_0000_0000) != 0)
        {
            throw new InvalidDataException("The stream is not multiplexed; the container probably has a TTY.");
        }

        _stream = stream == SystemError ? StdStream.Stderr : (StdStream)stream;
        _remaining = (uint)head;
    }
}
