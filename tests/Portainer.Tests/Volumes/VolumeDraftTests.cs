using Portainer.Fleet;
using Portainer.Volumes;

namespace Portainer.Tests.Volumes;

public sealed class VolumeDraftTests
{
    private static readonly VolumeRow Existing = new() { Name = "data", Driver = "local", Mountpoint = "/", Scope = "local" };

    [Fact]
    public void Nothing_IsEnough()
    {
        var draft = new VolumeDraft();

        Assert.Empty(draft.Faults([Existing]));
        Assert.Equal("docker volume create", VolumeCommand.Create(draft.ToParameters()));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("a b")]
    [InlineData("-a")]
    [InlineData("a/b")]
    [InlineData("data")]
    public void Name_Impossible_IsTold(string name) => Assert.Contains("name", new VolumeDraft { Name = name }.Faults([Existing]).Keys);

    [Fact]
    public void Nfs_Complete_IsMountOptionsOfTheLocalDriver()
    {
        var draft = new VolumeDraft { Name = "media", Kind = VolumeKind.Nfs, Address = "10.0.0.5", Path = "/exports/media", NfsVersion = "4.1", MountOptions = "rw, noatime" };

        Assert.Empty(draft.Faults([]));
        Assert.Equal("docker volume create --opt type=nfs --opt o=addr=10.0.0.5,nfsvers=4.1,rw,noatime --opt device=:/exports/media media", VolumeCommand.Create(draft.ToParameters()));
    }

    [Theory]
    [InlineData(VolumeKind.Nfs, "", "/x", "address")]
    [InlineData(VolumeKind.Nfs, "10.0.0.5", "x", "path")]
    [InlineData(VolumeKind.Nfs, "10.0.0.5,evil=1", "/x", "address")]
    [InlineData(VolumeKind.Cifs, "nas", "", "path")]
    [InlineData(VolumeKind.Folder, "", "srv", "path")]
    public void Share_Incomplete_IsToldAtItsField(VolumeKind kind, string address, string path, string field) =>
        Assert.Equal([field], new VolumeDraft { Kind = kind, Address = address, Path = path }.Faults([]).Keys);

    [Fact]
    public void Cifs_Password_IsSentButNotShown()
    {
        var draft = new VolumeDraft { Name = "nas", Kind = VolumeKind.Cifs, Address = "nas", Path = "/backup/", User = "ann", Password = "s3cret", MountOptions = "" };

        Assert.Equal("addr=nas,vers=3.0,username=ann,password=s3cret", draft.ToParameters().DriverOpts!["o"]);
        Assert.Equal("//nas/backup", draft.ToParameters().DriverOpts!["device"]);
        Assert.DoesNotContain("s3cret", VolumeCommand.Create(draft.ToParameters(), draft.Password), StringComparison.Ordinal);
        Assert.Contains("password", new VolumeDraft { Kind = VolumeKind.Cifs, Address = "nas", Path = "x", Password = "a,b" }.Faults([]).Keys);
    }

    [Fact]
    public void Plugin_Chosen_LeavesTheMountHelpersOut()
    {
        var draft = new VolumeDraft { Driver = "flocker", Kind = VolumeKind.Nfs, Options = { new() { Name = "size", Value = "10GB" } } };

        Assert.Equal("docker volume create --driver flocker --opt size=10GB", VolumeCommand.Create(draft.ToParameters()));
    }

    [Theory]
    [InlineData("64", "docker volume create --opt type=tmpfs --opt o=size=64m --opt device=tmpfs")]
    [InlineData("", "docker volume create --opt type=tmpfs --opt device=tmpfs")]
    public void Tmpfs_Size_IsOptional(string size, string command) =>
        Assert.Equal(command, VolumeCommand.Create(new VolumeDraft { Kind = VolumeKind.Tmpfs, Size = size }.ToParameters()));
}
