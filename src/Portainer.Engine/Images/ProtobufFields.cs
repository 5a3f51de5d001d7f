using System.Text;

namespace Portainer.Engine;

/// <summary>A field of a protobuf message: a number in <see cref="Value"/>, or what has a length in <see cref="Bytes"/>.</summary>
internal readonly record struct ProtobufField(int Number, long Value, ReadOnlyMemory<byte> Bytes)
{
    public string Text => Encoding.UTF8.GetString(Bytes.Span);
}

/// <summary>The fields of a protobuf message in the order they were written.</summary>
internal struct ProtobufFields(ReadOnlyMemory<byte> message)
{
    private ReadOnlyMemory<byte> _rest = message;

    public ProtobufField Current { get; private set; }

    public readonly ProtobufFields GetEnumerator() => this;

    /// <exception cref="FormatException">The message ends within a field or uses what protobuf does not have.</exception>
    public bool MoveNext()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        var tag = Number();
        var number = (int)(tag >> 3);
        Current = (tag & 7) switch
        {
            0 => new(number, (long)Number(), default),
            1 => new(number, 0, Take(8)),
            2 => new(number, 0, Take(Number())),
            5 => new(number, 0, Take(4)),
            _ => throw new FormatException("The build's trace is not protobuf."),
        };
        return true;
    }

    private ulong Number()
    {
        var value = 0UL;
        for (var shift = 0; shift < 70; shift += 7)
        {
            var next = Take(1).Span[0];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new FormatException("The build's trace has a number without an end.");
    }

    private ReadOnlyMemory<byte> Take(ulong length)
    {
        if (length > (ulong)_rest.Length)
        {
            throw new FormatException("The build's trace ends too soon.");
        }

        var taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }
}
