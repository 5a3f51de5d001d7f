using System.Formats.Tar;
using System.IO.Pipelines;
using Portainer.Engine;

namespace Portainer.Files;

/// <summary>Archives of one entry, as engines take them to put a file or a folder somewhere.</summary>
internal static class FileTar
{
    /// <summary>
    /// Hands <paramref name="send"/> an archive with <paramref name="entry"/> in it, whose content is read as the engine takes it: never more
    /// than a buffer of it is in memory.
    /// </summary>
    public static async Task SendAsync(TarEntry entry, Func<Stream, Task> send, CancellationToken cancellationToken)
    {
        var pipe = new Pipe();
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var writing = WriteAsync(entry, pipe.Writer, broken.Token);
        try
        {
            await using var tar = pipe.Reader.AsStream();
            await send(tar);
        }
        catch
        {
            await broken.CancelAsync();
            throw;
        }
        finally
        {
            await pipe.Reader.CompleteAsync();
            await writing;
        }
    }

    public static PaxTarEntry File(string name, Stream content, FileEntry like, DateTimeOffset now) => new(TarEntryType.RegularFile, name)
    {
        DataStream = content,
        Mode = (UnixFileMode)like.Mode,
        Uid = like.Uid,
        Gid = like.Gid,
        ModificationTime = now,
    };

    public static PaxTarEntry Folder(string name, FileEntry like, DateTimeOffset now) => new(TarEntryType.Directory, name)
    {
        Mode = (UnixFileMode)like.Mode,
        Uid = like.Uid,
        Gid = like.Gid,
        ModificationTime = now,
    };

    private static async Task WriteAsync(TarEntry entry, PipeWriter pipe, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            await using var stream = pipe.AsStream(leaveOpen: true);
            await using var writer = new TarWriter(stream, TarEntryFormat.Pax, leaveOpen: true);
            await writer.WriteEntryAsync(entry, cancellationToken);
        }
        catch (Exception error)
        {
            // The engine's request, which reads the other end, fails with it.
            failure = error;
        }

        await pipe.CompleteAsync(failure);
    }
}

/// <summary>A body whose length is known though it can only be read once, which is what a tar needs to know beforehand.</summary>
internal sealed class MeasuredStream(Stream source, long length) : ReadOnlyStream
{
    private long _read;

    /// <summary>The tar writer asks this before it asks for the length; it never seeks.</summary>
    public override bool CanSeek => true;

    public override long Length => length;

    public override long Position { get => _read; set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var left = length - _read;
        if (left == 0)
        {
            return 0;
        }

        var count = await source.ReadAsync(buffer[..(int)Math.Min(buffer.Length, left)], cancellationToken);
        if (count == 0)
        {
            throw new EndOfStreamException($"The file ended after {_read:#,0} of {length:#,0} bytes.");
        }

        _read += count;
        return count;
    }
}
