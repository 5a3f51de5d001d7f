using System.Formats.Tar;

namespace Portainer.Tests.Images;

/// <summary>A tar with one file of so many bytes of noise, made while it is read.</summary>
internal sealed class BigTar : Stream
{
    private readonly byte[] _head;
    private readonly byte[] _noise = new byte[128 * 1024];
    private readonly long _end;
    private long _at;

    public BigTar(long size)
    {
        using var head = new MemoryStream();
        using (var writer = new TarWriter(head, TarEntryFormat.Ustar, leaveOpen: true))
        {
            writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "big"));
        }

        _head = head.ToArray()[..512];
        Size(_head, size);
        new Random(1).NextBytes(_noise);
        // Padded to whole blocks, then the two empty ones of the end.
        _end = 512 + ((size + 511) / 512 * 512) + 1024;
        Zero = 512 + size;
    }

    private long Zero { get; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => _end;

    public override long Position { get => _at; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var (part, left) = _at < 512 ? (_head.AsMemory((int)_at), 512 - _at)
            : _at < Zero ? (_noise.AsMemory(), Zero - _at)
            : (new byte[2048].AsMemory(), _end - _at);
        var count = (int)Math.Min(Math.Min(buffer.Length, part.Length), left);
        part.Span[..count].CopyTo(buffer);
        _at += count;
        return count;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    // Size in octal at 124, and the checksum at 148 over the header with blanks in its place.
    private static void Size(byte[] head, long size)
    {
        Octal(head, 124, 11, size);
        head.AsSpan(148, 8).Fill((byte)' ');
        Octal(head, 148, 6, head.Sum(value => (long)value));
        head[154] = 0;
    }

    private static void Octal(byte[] head, int at, int digits, long value) =>
        System.Text.Encoding.ASCII.GetBytes(Convert.ToString(value, 8).PadLeft(digits, '0')).CopyTo(head, at);
}
