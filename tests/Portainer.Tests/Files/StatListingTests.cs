using Portainer.Files;

namespace Portainer.Tests.Files;

public sealed class StatListingTests
{
    private const string Mark = "MARK";

    [Fact]
    public void Read_BusyboxOutput_IsTakenApartAtTheMarkAlone()
    {
        var entries = StatListing.Read(
            "MARK81a0 12 1700000000 1000 1001 UNKNOWN UNKNOWNMARK/volume/a.txtMARK/volume/a.txt\n"
            + "MARKa1ff 10 1700000000 0 0 root rootMARK/volume/lnMARK'/volume/ln' -> 'd'ir\nx'\n"
            + "MARK41ed 4096 1700000000 0 0 root rootMARK/volume/od'd\n81a0 \"name\"MARK/volume/od'd\n81a0 \"name\"\n",
            Mark);

        Assert.Equal(["a.txt", "ln", "od'd\n81a0 \"name\""], entries.Select(entry => entry.Name));
        Assert.Equal([FileKind.File, FileKind.Link, FileKind.Folder], entries.Select(entry => entry.Kind));
        Assert.Equal((12L, 0x1A0, "1000", 1001), (entries[0].Size, entries[0].Mode, entries[0].Owner, entries[0].Gid));
        Assert.Equal("d'ir\nx", entries[1].Target);
        Assert.Equal(1700000000, entries[0].Modified.ToUnixTimeSeconds());
    }

    [Fact]
    public void Read_GnuOutput_TellsTheTargetToo()
    {
        var entry = Assert.Single(StatListing.Read("MARKa1ff 10 1700000000 0 0 root rootMARK/etc/mtabMARK/etc/mtab -> /proc/mounts\n", Mark));

        Assert.Equal("/proc/mounts", entry.Target);
    }

    [Theory]
    [InlineData("")]
    [InlineData("find: /nothing: No such file or directory\n")]
    [InlineData("MARKnonsenseMARK/aMARK/a\n")]
    public void Read_NoListing_IsEmpty(string output) => Assert.Empty(StatListing.Read(output, Mark));

    [Fact]
    public void Arguments_OfAFolder_HoldThePathAsItIs() =>
        Assert.Equal("/volume/$(rm -rf /) '\"/", StatListing.OfFolder("/volume/$(rm -rf /) '\"", Mark)[1]);
}
