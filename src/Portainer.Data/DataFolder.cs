namespace Portainer.Data;

/// <summary>The folder that holds everything we remember; only its owner may look inside.</summary>
public sealed class DataFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Creates the folder and its <c>keys</c> folder when missing and proves that both can be written.</summary>
    /// <exception cref="StorageException">The folder cannot be created or written.</exception>
    public DataFolder(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        Keys = System.IO.Path.Combine(Path, "keys");
        Database = System.IO.Path.Combine(Path, "portainer.db");
        try
        {
            CreatePrivate(Path);
            CreatePrivate(Keys);
            ProveWritable(Path);
            ProveWritable(Keys);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(
                $"The data folder {Path} cannot be written: give its owner the rights, or choose another folder with --data.", failure);
        }
    }

    public string Path { get; }

    internal string Keys { get; }

    internal string Database { get; }

    /// <summary>Creates an empty file that only its owner may read, unless the file exists.</summary>
    internal static void CreatePrivateFile(string path)
    {
        if (!File.Exists(path))
        {
            using var _ = new FileStream(path, PrivateFile(FileMode.OpenOrCreate));
        }
    }

    internal static FileStreamOptions PrivateFile(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerFile;
        }

        return options;
    }

    // An existing folder keeps its mode: it may be a volume that somebody shares on purpose. The keys folder is ours alone.
    private void CreatePrivate(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }

        Directory.CreateDirectory(folder, OwnerOnly);
        if (folder == Keys && File.GetUnixFileMode(folder) != OwnerOnly)
        {
            File.SetUnixFileMode(folder, OwnerOnly);
        }
    }

    private static void ProveWritable(string folder)
    {
        var probe = System.IO.Path.Combine(folder, $".probe-{Guid.NewGuid():N}");
        using var _ = new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
    }
}
