using System.Text;
using Portainer.Files;

namespace Portainer.Tests.Files;

/// <summary>Files of volumes and containers on real engines (R86, S32, S91).</summary>
public sealed class FilePlaceTests
{
    private const string Odd = "it's \"odd\"\n$(name) -rf";

    public static TheoryData<string> All => EngineApp.All;

    [Theory]
    [MemberData(nameof(All))]
    public async Task Volume_FilledByAContainer_IsListedWithOwnersModesAndLinks(string engine)
    {
        await using var app = await EngineApp.StartAsync(engine);
        var target = await FilledAsync(app);
        await using var place = await Actions(app).ReadAsync(EngineApp.Administrator, target, default);

        var listing = await place.ListAsync("/", default);

        Assert.Null(listing.Note);
        var conf = listing.Entries.Single(entry => entry.Name == "conf");
        Assert.Equal((FileKind.Folder, 1000, 1001, 0x1E8), (conf.Kind, conf.Uid, conf.Gid, conf.Mode));
        var file = listing.Entries.Single(entry => entry.Name == "readme.md");
        Assert.Equal((FileKind.File, 6L), (file.Kind, file.Size));
        Assert.InRange(file.Modified, DateTimeOffset.FromUnixTimeSeconds(1_600_000_000), DateTimeOffset.FromUnixTimeSeconds(4_000_000_000));
        Assert.Equal("conf/site.conf", listing.Entries.Single(entry => entry.Name == "current").Target);
        Assert.Equal(["site.conf"], (await place.ListAsync("/conf", default)).Entries.Select(entry => entry.Name));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Text_Edited_KeepsOwnerAndMode_AndAStrangersChangeIsNoticed(string engine)
    {
        await using var app = await EngineApp.StartAsync(engine);
        var target = await FilledAsync(app);
        await using var place = await Actions(app).WriteAsync(EngineApp.Administrator, target, default);

        var text = await place.ReadTextAsync("/conf/site.conf", default);
        Assert.Equal("listen 80;\n", text.Text);
        var stamp = await place.WriteTextAsync("/conf/site.conf", "listen 8080; # ünï\n"u8.ToArray(), text.Stamp, default);

        var now = await place.ReadTextAsync("/conf/site.conf", default);
        Assert.Equal(("listen 8080; # ünï\n", stamp), (now.Text, now.Stamp));
        var entry = Assert.Single((await place.ListAsync("/conf", default)).Entries);
        Assert.Equal((1000, 1001, 0x180), (entry.Uid, entry.Gid, entry.Mode));
        await Assert.ThrowsAsync<FileChangedException>(() => place.WriteTextAsync("/conf/site.conf", "lost"u8.ToArray(), text.Stamp, default));
        await place.WriteTextAsync("/conf/site.conf", "forced"u8.ToArray(), null, default);
        Assert.Equal("forced", (await place.ReadTextAsync("/current", default)).Text);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task OddNames_MadeUploadedRenamedDeleted_MeanNothing(string engine)
    {
        await using var app = await EngineApp.StartAsync(engine);
        var target = await FilledAsync(app);
        await using var place = await Actions(app).WriteAsync(EngineApp.Administrator, target, default);

        await place.MakeFolderAsync("/", Odd, default);
        await place.UploadAsync($"/{Odd}", "-n", new MemoryStream("content"u8.ToArray()), 7, overwrite: false, default);
        await Assert.ThrowsAsync<FileExistsException>(() => place.UploadAsync($"/{Odd}", "-n", Stream.Null, 0, overwrite: false, default));
        await place.UploadAsync($"/{Odd}", "b", new MemoryStream("other"u8.ToArray()), 5, overwrite: false, default);
        await place.RenameAsync($"/{Odd}/-n", @"[ab]?", default);
        Assert.Equal("content", (await place.ReadTextAsync($"/{Odd}/" + @"[ab]?", default)).Text);
        await place.DeleteAsync([$"/{Odd}/" + @"[ab]?", $"/{Odd}/*"], default);
        Assert.Equal(["b"], (await place.ListAsync($"/{Odd}", default)).Entries.Select(entry => entry.Name));
        await place.DeleteAsync([$"/{Odd}/b"], default);

        Assert.Empty((await place.ListAsync($"/{Odd}", default)).Entries);
        Assert.Contains((await place.ListAsync("/", default)).Entries, entry => entry.Name == "readme.md");
        await place.DeleteAsync([$"/{Odd}", "/readme.md"], default);
        Assert.DoesNotContain((await place.ListAsync("/", default)).Entries, entry => entry.Name is Odd or "readme.md");
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Upload_IntoAFolder_BelongsToItsOwner(string engine)
    {
        await using var app = await EngineApp.StartAsync(engine);
        var target = await FilledAsync(app);
        await using var place = await Actions(app).WriteAsync(EngineApp.Administrator, target, default);
        var large = new byte[3_000_000];
        Random.Shared.NextBytes(large);

        await place.UploadAsync("/conf", "large", new MemoryStream(large), large.Length, overwrite: false, default);

        var entry = (await place.ListAsync("/conf", default)).Entries.Single(entry => entry.Name == "large");
        Assert.Equal((1000, 1001, 0x1A4, 3_000_000L), (entry.Uid, entry.Gid, entry.Mode, entry.Size));
        await using var content = await place.OpenAsync(await place.LookAsync("/conf/large", default), default);
        using var read = new MemoryStream();
        await content.Stream.CopyToAsync(read);
        Assert.Equal(large, read.ToArray());
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Text_ThatIsNone_IsRefusedInASentence(string engine)
    {
        await using var app = await EngineApp.StartAsync(engine);
        var target = await FilledAsync(app);
        await using var place = await Actions(app).WriteAsync(EngineApp.Administrator, target, default);
        await place.UploadAsync("/", "binary", new MemoryStream([1, 0, 2]), 3, overwrite: false, default);
        await place.UploadAsync("/", "latin", new MemoryStream([0xE9, 0x20]), 2, overwrite: false, default);
        await place.UploadAsync("/", "large", new MemoryStream(Encoding.ASCII.GetBytes(new string('x', FilePlace.MostText + 1))), FilePlace.MostText + 1, overwrite: false, default);

        foreach (var (path, part) in new[] { ("/binary", "NUL"), ("/latin", "UTF-8"), ("/large", "larger than"), ("/conf", "is a folder"), ("/nothing", "is not there") })
        {
            Assert.Contains(part, (await Assert.ThrowsAnyAsync<FileException>(() => place.ReadTextAsync(path, default))).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Container_Running_IsBrowsedFromItsRoot(string engine)
    {
        await using var app = await EngineApp.StartAsync(engine);
        var id = await app.RunAsync("mkdir -p /srv/app && echo one > /srv/app/one && sleep 1000");
        await using var place = await Actions(app).WriteAsync(EngineApp.Administrator, new(app.Endpoint, false, id), default);

        Assert.Contains((await place.ListAsync("/", default)).Entries, entry => entry is { Name: "etc", Kind: FileKind.Folder });
        await place.RenameAsync("/srv/app/one", "two", default);
        Assert.Equal("one\n", (await place.ReadTextAsync("/srv/app/two", default)).Text);
        await place.DeleteAsync(["/srv/app"], default);
        Assert.Empty((await place.ListAsync("/srv", default)).Entries);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Container_NeverStarted_IsReadAndWrittenByArchive_AndSaysWhatItCannot(string engine)
    {
        await using var app = await EngineApp.StartAsync(engine);
        var id = await app.CreateAsync();
        await using var place = await Actions(app).WriteAsync(EngineApp.Administrator, new(app.Endpoint, false, id), default);

        await place.MakeFolderAsync("/", "fresh", default);
        await place.UploadAsync("/fresh", "note", new MemoryStream("hello"u8.ToArray()), 5, overwrite: false, default);

        Assert.Equal(["note"], (await place.ListAsync("/fresh", default)).Entries.Select(entry => entry.Name));
        Assert.Equal("hello", (await place.ReadTextAsync("/fresh/note", default)).Text);
        Assert.Contains("Start it first", (await Assert.ThrowsAsync<FileException>(() => place.DeleteAsync(["/fresh"], default))).Message, StringComparison.Ordinal);
    }

    private static FileActions Actions(EngineApp app) => app.Get<FileActions>();

    private static async Task<FileTarget> FilledAsync(EngineApp app)
    {
        var volume = await app.VolumeAsync();
        const string Script = """
            cd /data && mkdir conf && echo 'listen 80;' > conf/site.conf && echo hello > readme.md && ln -s conf/site.conf current
            chmod 600 conf/site.conf && chmod 750 conf && chown -R 1000:1001 conf && touch /done && sleep 1000
            """;
        var id = await app.RunAsync(Script, parameters => parameters.HostConfig = new() { Mounts = [new() { Type = "volume", Source = volume, Target = "/data" }] });
        while (!(await app.Engine.Containers.InspectChangesAsync(id)).Any(change => change.Path == "/done"))
        {
            await Task.Delay(50);
        }

        return new(app.Endpoint, true, volume);
    }
}
