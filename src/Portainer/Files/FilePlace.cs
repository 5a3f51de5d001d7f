using System.Formats.Tar;
using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Portainer.Engine;

namespace Portainer.Files;

/// <summary>
/// The files of one container, or of one volume seen through a helper container that mounts it. Reading, writing and uploading go by
/// archive (<c>docker cp</c>), which works on containers that were never started; listing, renaming and deleting by programs of the
/// container where it runs and has them. Paths are <see cref="FilePath"/>'s. Dispose it.
/// </summary>
/// <param name="root">The folder of the container that is "/" here, without a slash at its end; empty for the container's own root.</param>
/// <param name="canRun">Programs can be started in the container.</param>
/// <param name="isPodman">Archives give every file to root.</param>
internal sealed partial class FilePlace(DockerClient client, string container, string root, bool canRun, bool isPodman, TimeProvider time, Func<ValueTask>? release = null) : IAsyncDisposable
{
    /// <summary>What a folder holds. Never waits for the whole of a large tree: see <see cref="TarListing"/>.</summary>
    public async Task<FileListing> ListAsync(string path, CancellationToken cancellationToken)
    {
        if (canRun && await ListByProgramsAsync(path, cancellationToken) is { } entries)
        {
            return new(entries);
        }

        await using var archive = await client.Containers.GetArchiveFromContainerAsync(container, $"{Asked(Full(path)).TrimEnd('/')}/.", cancellationToken);
        return await TarListing.ReadAsync(archive.Stream, cancellationToken);
    }

    /// <summary>What a path is; a link is followed.</summary>
    public async Task<FileFacts> LookAsync(string path, CancellationToken cancellationToken)
    {
        var full = Full(path);
        var stat = await StatAsync(full, path, cancellationToken);
        if (stat.IsSymlink && stat.LinkTarget.Length > 0)
        {
            full = Inside(stat.LinkTarget) ?? throw new FileException($"{path} is a link to {stat.LinkTarget}, which lies outside of what is shown here.");
            stat = await StatAsync(full, path, cancellationToken);
        }

        return new(full, stat.IsDirectory, stat.Size, stat.Mtime);
    }

    /// <summary>A file's content; dispose it.</summary>
    public async Task<FileContent> OpenAsync(FileFacts file, CancellationToken cancellationToken)
    {
        var archive = await client.Containers.GetArchiveFromContainerAsync(container, Asked(file.FullPath), cancellationToken);
        try
        {
            var reader = new TarReader(archive.Stream, leaveOpen: true);
            var entry = await reader.GetNextEntryAsync(copyData: false, cancellationToken)
                ?? throw new FileException($"The engine sent nothing for {file.FullPath}. Load the folder again.");
            return new(archive, reader, entry);
        }
        catch
        {
            await archive.DisposeAsync();
            throw;
        }
    }

    /// <summary>A folder and everything below it as a tar; dispose it to end the request.</summary>
    /// <param name="contentOnly">Names in it begin below the folder instead of with it.</param>
    public async Task<Stream> OpenTarAsync(string path, bool contentOnly, CancellationToken cancellationToken)
    {
        var full = Full(path);
        var (folder, name) = contentOnly || full == "/" ? (full, "") : (FilePath.Parent(full), FilePath.Name(full));
        if (isPodman && canRun && await ExecTar.OpenAsync(client, container, folder, name, cancellationToken) is { } tar)
        {
            return tar;
        }

        return (await client.Containers.GetArchiveFromContainerAsync(container, contentOnly ? $"{Asked(full).TrimEnd('/')}/." : Asked(full), cancellationToken)).Stream;
    }

    public async ValueTask DisposeAsync()
    {
        if (release is not null)
        {
            await release();
        }
    }

    /// <summary>Null: it has no such programs, or the archive tells the failure better.</summary>
    private async Task<IReadOnlyList<FileEntry>?> ListByProgramsAsync(string path, CancellationToken cancellationToken)
    {
        var mark = RandomNumberGenerator.GetHexString(24);
        var run = await ExecRun.RunAsync(client, container, StatListing.OfFolder(Full(path), mark), cancellationToken);
        return run.ExitCode == 0 || run.Output.Contains(mark, StringComparison.Ordinal) ? StatListing.Read(run.Output, mark) : null;
    }

    /// <summary>Mode and owner; Podman's archives give every file to root, so the container's own stat is asked where there is one.</summary>
    private async Task<FileEntry> DescribeAsync(string full, CancellationToken cancellationToken)
    {
        if (canRun)
        {
            var mark = RandomNumberGenerator.GetHexString(24);
            var run = await ExecRun.RunAsync(client, container, StatListing.OfPath(full.Length == 0 ? "/" : full, mark), cancellationToken);
            if (run.ExitCode == 0 && StatListing.Read(run.Output, mark) is [var entry])
            {
                return entry;
            }
        }

        await using var archive = await client.Containers.GetArchiveFromContainerAsync(container, Asked(full), cancellationToken);
        await using var reader = new TarReader(archive.Stream, leaveOpen: true);
        return await reader.GetNextEntryAsync(copyData: false, cancellationToken) is { } head
            ? TarListing.Describe(head, FilePath.Name(full))
            : throw new FileException($"The engine sent nothing for {full}. Load the folder again.");
    }

    private async Task<ContainerPathStat> StatAsync(string full, string shown, CancellationToken cancellationToken)
    {
        try
        {
            return await client.Containers.GetArchiveStatAsync(container, Asked(full), cancellationToken);
        }
        catch (DockerApiException missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            throw new FileNotThereException(shown);
        }
    }

    private string Full(string path) => path == FilePath.Root ? root.Length == 0 ? "/" : root : root + path;

    /// <summary>Podman takes a path that is read for a pattern, and cannot be told that an asterisk is meant.</summary>
    private string Asked(string full)
    {
        if (!isPodman)
        {
            return full.Length == 0 ? "/" : full;
        }

        return full.Contains('*', StringComparison.Ordinal)
            ? throw new FileException($"Podman cannot read names with an asterisk in them: {full}. Rename it in a console of the container.")
            : full.Length == 0 ? "/" : Glob().Replace(full, "\\$0");
    }

    [GeneratedRegex(@"[\[\]?\\]")]
    private static partial Regex Glob();

    private string? Inside(string full) => root.Length == 0 || full == root || full.StartsWith(root + "/", StringComparison.Ordinal) ? full : null;
}

/// <param name="FullPath">In the container, links followed.</param>
/// <param name="Size">Bytes.</param>
internal sealed record FileFacts(string FullPath, bool IsFolder, long Size, DateTimeOffset? Modified)
{
    /// <summary>Changes whenever the file does: engines tell the time to the nanosecond.</summary>
    public string Stamp => $"{Modified?.UtcTicks ?? 0:x}-{Size:x}";
}

/// <summary>A file's content on its way out of an archive.</summary>
internal sealed class FileContent(GetArchiveFromContainerResponse archive, TarReader reader, TarEntry entry) : IAsyncDisposable
{
    /// <summary>Bytes.</summary>
    public long Length => entry.Length;

    public FileEntry Entry => TarListing.Describe(entry, FilePath.Name(entry.Name));

    public Stream Stream => entry.DataStream ?? Stream.Null;

    public async ValueTask DisposeAsync()
    {
        // The request first: otherwise the reader would read a large file to its end.
        await archive.DisposeAsync();
        try
        {
            await reader.DisposeAsync();
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException or InvalidOperationException)
        {
        }
    }
}

internal sealed class FileNotThereException(string path) : FileException($"{path} is not there (any more). It may have been removed or renamed.");
