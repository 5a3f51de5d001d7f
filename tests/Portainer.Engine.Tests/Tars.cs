using System.Formats.Tar;
using System.Text;

namespace Portainer.Engine.Tests;

/// <summary>Small archives.</summary>
internal static class Tars
{
    public static MemoryStream Of(params (string Name, string Text)[] files)
    {
        var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, leaveOpen: true))
        {
            foreach (var (name, text) in files)
            {
                writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
            }
        }

        tar.Position = 0;
        return tar;
    }

    public static MemoryStream Dockerfile(params string[] lines) => Of(("Dockerfile", string.Join('\n', lines) + "\n"));

    /// <summary>Name and text of every file.</summary>
    public static async Task<Dictionary<string, string>> ReadAsync(Stream tar)
    {
        var files = new Dictionary<string, string>();
        await using var reader = new TarReader(tar);
        while (await reader.GetNextEntryAsync(copyData: true) is { } entry)
        {
            if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile)
            {
                using var text = new StreamReader(entry.DataStream ?? new MemoryStream());
                files[entry.Name] = await text.ReadToEndAsync();
            }
        }

        return files;
    }
}
