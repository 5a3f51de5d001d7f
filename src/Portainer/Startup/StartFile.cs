namespace Portainer.Startup;

/// <summary>Reads a file that an option names.</summary>
internal static class StartFile
{
    /// <exception cref="StartException">It cannot be read.</exception>
    public static string Read(string flag, string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            var cause = failure is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : failure.Message;
            throw new StartException($"The file {path} of --{flag} cannot be read: {cause}.");
        }
    }
}
