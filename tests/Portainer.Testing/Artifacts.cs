namespace Portainer.Testing;

/// <summary>What a person looks at after a failure: screenshots and logs, in the folder tests/run names.</summary>
public static class Artifacts
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("PORTAINER_TEST_ARTIFACTS");

    /// <summary>Null when nobody wants artifacts.</summary>
    public static string? PathOf(string name) => string.IsNullOrEmpty(Folder) ? null : Path.Combine(Folder, name);

    public static void Write(string name, string text)
    {
        if (PathOf(name) is { } path)
        {
            File.WriteAllText(path, text);
        }
    }
}
