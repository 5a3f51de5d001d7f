using Portainer.Files;

namespace Portainer.Tests.Files;

public sealed class FilePathTests
{
    [Theory]
    [InlineData(null, "/")]
    [InlineData("", "/")]
    [InlineData("/", "/")]
    [InlineData("a", "/a")]
    [InlineData("/a//b/", "/a/b")]
    [InlineData("/a/./b", "/a/b")]
    [InlineData("/a/../b", "/b")]
    [InlineData("../../etc/passwd", "/etc/passwd")]
    [InlineData("/..", "/")]
    [InlineData("/a b/c\nd", "/a b/c\nd")]
    public void Normalize_AnyPath_StaysBelowTheRoot(string? path, string expected) => Assert.Equal(expected, FilePath.Normalize(path));

    [Fact]
    public void Normalize_Nul_IsRefused() => Assert.Throws<FileException>(() => FilePath.Normalize("/a\0b"));

    [Theory]
    [InlineData("", false)]
    [InlineData(".", false)]
    [InlineData("..", false)]
    [InlineData("a/b", false)]
    [InlineData("a\0b", false)]
    [InlineData("-rf", true)]
    [InlineData("it's \"odd\"\n$(name)", true)]
    public void Name_PossibleOnLinux_IsTaken(string name, bool isPossible) => Assert.Equal(isPossible, FilePath.NameFault(name) is null);

    [Fact]
    public void Name_Of256Bytes_IsTooLong() => Assert.NotNull(FilePath.NameFault(new string('é', 128)));

    [Theory]
    [InlineData("/", "/")]
    [InlineData("/a", "/")]
    [InlineData("/a/b", "/a")]
    public void Parent_OfAPath_IsTheFolderAbove(string path, string expected) => Assert.Equal(expected, FilePath.Parent(path));

    [Fact]
    public void Trail_OfAPath_LeadsDownToIt() => Assert.Equal(["/", "/a", "/a/b", "/a/b/c"], FilePath.Trail("/a/b/c"));

    [Theory]
    [InlineData(0x1ED, FileKind.Folder, "drwxr-xr-x")]
    [InlineData(0x1A4, FileKind.File, "-rw-r--r--")]
    [InlineData(0x1FF, FileKind.Link, "lrwxrwxrwx")]
    [InlineData(0x9ED, FileKind.File, "-rwsr-xr-x")]
    [InlineData(0x5E4, FileKind.File, "-rwxr-Sr--")]
    [InlineData(0x3FF, FileKind.Folder, "drwxrwxrwt")]
    public void Permissions_OfAMode_AreAsLsHasThem(int mode, FileKind kind, string expected) =>
        Assert.Equal(expected, new FileEntry("x", kind, 0, mode, "root", "root", default).Permissions);
}
