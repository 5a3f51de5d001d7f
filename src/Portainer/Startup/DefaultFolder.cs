namespace Portainer.Startup;

/// <summary>Where data goes when nobody says: the container's volume, else the user's own place for such things.</summary>
internal static class DefaultFolder
{
    private const string Volume = "/data";

    public static string Choose(Func<string, string?> environment) => Choose(environment, IsWritable(Volume));

    internal static string Choose(Func<string, string?> environment, bool volumeIsWritable)
    {
        if (volumeIsWritable)
        {
            return Volume;
        }

        // The standard says that a relative path is to be ignored.
        var home = environment("XDG_DATA_HOME") is { } xdg && Path.IsPathRooted(xdg)
            ? xdg
            : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return home.Length > 0
            ? Path.Combine(home, "portainer")
            : throw new StartException("There is no /data and no home folder to keep data in: choose a folder with --data.");
    }

    private static bool IsWritable(string folder)
    {
        try
        {
            using var probe = new FileStream(
                Path.Combine(folder, $".probe-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
