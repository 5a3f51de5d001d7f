using System.Formats.Tar;
using System.IO.Compression;
using Portainer.Data;
using Portainer.Files;

namespace Portainer.Volumes;

/// <summary>
/// An uploaded archive, kept in the data folder until its job has used it: a job must not end because the browser that sent the file did.
/// </summary>
internal sealed class SpooledArchive : IAsyncDisposable
{
    private readonly string _path;

    private SpooledArchive(string path, string name) => (_path, Name) = (path, name);

    /// <summary>As the browser called the file.</summary>
    public string Name { get; }

    /// <summary>Entries, bytes of the tar itself and bytes of the files in it.</summary>
    internal readonly record struct Content(long Entries, long TarBytes, long FileBytes);

    public static async Task<SpooledArchive> TakeAsync(DataFolder folder, string name, Stream body, CancellationToken cancellationToken)
    {
        var archive = new SpooledArchive(Path.Combine(FolderIn(folder), Guid.NewGuid().ToString("N")), name);
        try
        {
            await using var file = new FileStream(archive._path, PrivateFile());
            await body.CopyToAsync(file, cancellationToken);
            return archive;
        }
        catch
        {
            await archive.DisposeAsync();
            throw;
        }
    }

    /// <summary>Deletes what a crash left behind.</summary>
    public static void Sweep(DataFolder folder)
    {
        foreach (var left in Directory.EnumerateFiles(FolderIn(folder)))
        {
            File.Delete(left);
        }
    }

    /// <summary>The tar, unpacked if it was compressed; dispose it.</summary>
    public Stream OpenTar()
    {
        var file = new FileStream(_path, new FileStreamOptions { Options = FileOptions.Asynchronous | FileOptions.SequentialScan });
        var isGzip = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
        file.Position = 0;
        return isGzip ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    /// <summary>Reads it to its end before anything is changed by it.</summary>
    /// <exception cref="FileException">No tar, a damaged one, or one that would write elsewhere.</exception>
    public async Task<Content> CheckAsync(CancellationToken cancellationToken)
    {
        var (entries, bytes) = (0L, 0L);
        try
        {
            await using var tar = OpenTar();
            await using var counted = new CountedStream(tar, _ => { });
            await using var reader = new TarReader(counted, leaveOpen: true);
            while (await reader.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
            {
                if (entry.Name.Split('/').Contains(".."))
                {
                    throw new FileException($"{Name} was not unpacked: its entry {entry.Name} leads out of the volume.");
                }

                entries++;
                bytes += entry.Length;
            }

            var rest = new byte[16 * 1024];
            while (await counted.ReadAsync(rest, cancellationToken) > 0)
            {
                // Padding behind the last entry counts for the bar.
            }

            return entries > 0 ? new(entries, counted.Count, bytes) : throw new FileException($"{Name} was not unpacked: nothing is in it.");
        }
        catch (Exception damaged) when (damaged is InvalidDataException or FormatException or EndOfStreamException)
        {
            throw new FileException($"{Name} was not unpacked: it is no tar or tar.gz, or a damaged one. The volume is as it was.");
        }
    }

    public ValueTask DisposeAsync()
    {
        File.Delete(_path);
        return ValueTask.CompletedTask;
    }

    private static FileStreamOptions PrivateFile()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    private static string FolderIn(DataFolder folder) => Directory.CreateDirectory(Path.Combine(folder.Path, "spool")).FullName;
}
