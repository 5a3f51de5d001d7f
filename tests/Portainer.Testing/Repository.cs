namespace Portainer.Testing;

public static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>Debug or Release: the product that was built together with these tests.</summary>
    public static string Configuration => Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd('/'))!);

    private static string Find()
    {
        var folder = AppContext.BaseDirectory.TrimEnd('/');
        while (!File.Exists(Path.Combine(folder, "Portainer.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Portainer.sln was not found above the tests.");
        }

        return folder;
    }
}
