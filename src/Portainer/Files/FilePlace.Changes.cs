using System.Formats.Tar;
using System.Text;

namespace Portainer.Files;

/// <summary>Changing files.</summary>
internal sealed partial class FilePlace
{
    /// <summary>Largest text that is edited in place, in bytes.</summary>
    public const int MostText = 1024 * 1024;

    private const int PathsAtOnce = 200;

    /// <summary>Reads a text to be edited.</summary>
    /// <exception cref="FileException">A folder, too large, or no UTF-8 text.</exception>
    public async Task<TextFile> ReadTextAsync(string path, CancellationToken cancellationToken)
    {
        var facts = await LookAsync(path, cancellationToken);
        if (facts.IsFolder)
        {
            throw new FileException($"{path} is a folder.");
        }

        if (facts.Size > MostText)
        {
            throw new FileException($"{path} is larger than 1 MiB, too much to edit here. Download it instead.");
        }

        await using var content = await OpenAsync(facts, cancellationToken);
        using var bytes = new MemoryStream();
        await content.Stream.CopyToAsync(bytes, cancellationToken);
        return TextFile.Read(path, bytes.ToArray(), facts.Stamp);
    }

    /// <summary>Replaces a file's content and keeps its owner and mode. Returns the new stamp.</summary>
    /// <param name="stamp">As it was when the text was read; null overwrites whatever is there.</param>
    /// <exception cref="FileChangedException">It is not that file any more.</exception>
    public async Task<string> WriteTextAsync(string path, byte[] content, string? stamp, CancellationToken cancellationToken)
    {
        var facts = await LookAsync(path, cancellationToken);
        if (stamp is not null && facts.Stamp != stamp)
        {
            throw new FileChangedException(path);
        }

        var like = await DescribeAsync(facts.FullPath, cancellationToken);
        await PutAsync(FilePath.Parent(facts.FullPath), FileTar.File(FilePath.Name(facts.FullPath), new MemoryStream(content), like, time.GetUtcNow()), cancellationToken);
        return (await LookAsync(path, cancellationToken)).Stamp;
    }

    /// <summary>Puts a file into a folder, as it comes in. It belongs to the folder's owner.</summary>
    /// <exception cref="FileExistsException">Something of that name is there, and <paramref name="overwrite"/> is off; a folder never gives way.</exception>
    public async Task UploadAsync(string folder, string name, Stream content, long length, bool overwrite, CancellationToken cancellationToken)
    {
        var present = await FindAsync(folder, name, cancellationToken);
        if (present is { IsFolder: true } || (present is not null && !overwrite))
        {
            throw new FileExistsException(FilePath.Join(folder, name));
        }

        var like = present is null ? await NewLikeAsync(folder, 0x1A4, cancellationToken) : await DescribeAsync(Full(FilePath.Join(folder, name)), cancellationToken);
        await using var measured = new MeasuredStream(content, length);
        await PutAsync(Full(folder), FileTar.File(name, measured, like, time.GetUtcNow()), cancellationToken);
    }

    /// <exception cref="FileExistsException">Something of that name is there.</exception>
    public async Task MakeFolderAsync(string folder, string name, CancellationToken cancellationToken)
    {
        await DemandFreeAsync(folder, name, cancellationToken);
        await PutAsync(Full(folder), FileTar.Folder(name, await NewLikeAsync(folder, 0x1ED, cancellationToken), time.GetUtcNow()), cancellationToken);
    }

    /// <exception cref="FileException">The new name cannot be or is taken, or nothing in the container can rename.</exception>
    public async Task RenameAsync(string path, string newName, CancellationToken cancellationToken)
    {
        await DemandFreeAsync(FilePath.Parent(path), newName, cancellationToken);
        var target = FilePath.Join(FilePath.Parent(path), newName);
        await RunAsync(["mv", Full(path), Full(target)], $"{path} was not renamed", cancellationToken);
    }

    /// <summary>Deletes files, and folders with all that is in them.</summary>
    /// <exception cref="FileException">One could not be deleted, or nothing in the container can delete.</exception>
    public async Task DeleteAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        if (paths.Contains(FilePath.Root))
        {
            throw new FileException("The root folder itself cannot be deleted.");
        }

        foreach (var some in paths.Chunk(PathsAtOnce))
        {
            await RunAsync(["rm", "-rf", .. some.Select(Full)], "Not everything was deleted", cancellationToken);
        }
    }

    private async Task DemandFreeAsync(string folder, string name, CancellationToken cancellationToken)
    {
        if (await FindAsync(folder, name, cancellationToken) is not null)
        {
            throw new FileExistsException(FilePath.Join(folder, name));
        }
    }

    private async Task<FileFacts?> FindAsync(string folder, string name, CancellationToken cancellationToken)
    {
        if (FilePath.NameFault(name) is { } fault)
        {
            throw new FileException(fault);
        }

        try
        {
            return await LookAsync(FilePath.Join(folder, name), cancellationToken);
        }
        catch (FileNotThereException)
        {
            return null;
        }
    }

    /// <summary>What is new belongs to whom its folder belongs to: the program that reads the folder seldom runs as root.</summary>
    private async Task<FileEntry> NewLikeAsync(string folder, int mode, CancellationToken cancellationToken)
    {
        var facts = await LookAsync(folder, cancellationToken);
        return await DescribeAsync(facts.FullPath, cancellationToken) with { Mode = mode };
    }

    private Task PutAsync(string folder, TarEntry entry, CancellationToken cancellationToken) =>
        FileTar.SendAsync(entry, tar => ExtractAsync(folder, tar, cancellationToken), cancellationToken);

    // Owners are taken from the archive by number; with copyUIDGID Docker would give all to the container's user instead.
    private Task ExtractAsync(string folder, Stream tar, CancellationToken cancellationToken) =>
        client.Containers.ExtractArchiveToContainerAsync(container, new() { Path = folder.Length == 0 ? "/" : folder }, tar, cancellationToken);

    /// <summary>Unpacks a tar over what is there.</summary>
    public Task ExtractAsync(Stream tar, CancellationToken cancellationToken) => ExtractAsync(Full(FilePath.Root), tar, cancellationToken);

    private async Task RunAsync(IList<string> arguments, string failed, CancellationToken cancellationToken)
    {
        if (!canRun)
        {
            throw new FileException($"{failed}: that needs a program of the container ({arguments[0]}), and it does not run. Start it first.");
        }

        var run = await ExecRun.RunAsync(client, container, arguments, cancellationToken);
        if (run.IsMissingProgram)
        {
            throw new FileException($"{failed}: the container has no program {arguments[0]} to do it with.");
        }

        if (run.ExitCode != 0)
        {
            throw new FileException($"{failed}: {Lines(run.Errors)}");
        }
    }

    private static string Lines(string errors) =>
        string.Join(" ", errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(5)) is { Length: > 0 } text ? text : "the program did not say why.";
}

/// <param name="Stamp">Of the file as it was read.</param>
internal sealed record TextFile(string Text, string Stamp)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="FileException">No UTF-8 text.</exception>
    public static TextFile Read(string path, byte[] bytes, string stamp)
    {
        try
        {
            return bytes.AsSpan().Contains((byte)0)
                ? throw new FileException($"{path} is no text: it holds NUL bytes. Download it instead.")
                : new(Strict.GetString(bytes), stamp);
        }
        catch (DecoderFallbackException)
        {
            throw new FileException($"{path} is no UTF-8 text, so editing would damage it. Download it instead.");
        }
    }
}
