using System.Formats.Tar;
using System.Text;

namespace Portainer.Images.Build;

/// <summary>The context of a build that has nothing but a typed Dockerfile: a tar with that one file.</summary>
internal static class DockerfileContext
{
    public static Stream Create(string dockerfile, DateTimeOffset now)
    {
        var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, TarEntryFormat.Ustar, leaveOpen: true))
        {
            // Browsers send the line breaks of forms as CR LF, and a CR at the end of a RUN line is part of the command.
            var text = dockerfile.ReplaceLineEndings("\n");
            writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "Dockerfile")
            {
                DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)),
                ModificationTime = now,
            });
        }

        tar.Position = 0;
        return tar;
    }
}
