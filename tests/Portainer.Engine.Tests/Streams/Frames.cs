using System.Buffers.Binary;
using System.Text;

namespace Portainer.Engine.Tests.Streams;

internal static class Frames
{
    public static byte[] Of(params (StdStream Stream, string Text)[] writes) =>
        [.. writes.SelectMany(write => Frame((byte)write.Stream, Encoding.UTF8.GetBytes(write.Text)))];

    public static byte[] Frame(byte stream, byte[] payload)
    {
        var frame = new byte[8 + payload.Length];
        frame[0] = stream;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(4), payload.Length);
        payload.CopyTo(frame, 8);
        return frame;
    }
}
