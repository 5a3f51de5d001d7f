using System.Formats.Tar;
using Portainer.Files;

namespace Portainer.Tests.Files;

public sealed class TarListingTests
{
    [Theory]
    [InlineData("./")]
    [InlineData("")]
    public async Task Read_ArchiveOfAFolder_IsWhatTheFolderHoldsItself(string prefix)
    {
        var listing = await TarListing.ReadAsync(Tar($"{prefix}a.txt", $"{prefix}sub/", $"{prefix}sub/deep/x", $"{prefix}.hidden"), default);

        Assert.Equal(["a.txt", "sub", ".hidden"], listing.Entries.Select(entry => entry.Name));
        Assert.Equal(FileKind.Folder, listing.Entries[1].Kind);
        Assert.Null(listing.Note);
    }

    [Fact]
    public async Task Read_MoreThanTheBound_StopsAndSaysWhere()
    {
        var names = Enumerable.Range(0, 50_000).Select(number => $"./big/{number:00000}").Append("./zoo").ToArray();

        var listing = await TarListing.ReadAsync(Tar(["./big/", .. names]), default);

        Assert.Equal(["big"], listing.Entries.Select(entry => entry.Name));
        Assert.Contains("stopped at big/", listing.Note, StringComparison.Ordinal);
    }

    private static MemoryStream Tar(params string[] names)
    {
        var stream = new MemoryStream();
        using (var writer = new TarWriter(stream, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach (var name in names)
            {
                writer.WriteEntry(new UstarTarEntry(name.EndsWith('/') ? TarEntryType.Directory : TarEntryType.RegularFile, name));
            }
        }

        stream.Position = 0;
        return stream;
    }
}
