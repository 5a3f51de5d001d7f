using System.Formats.Tar;
using System.Net;
using Portainer.Data.Jobs;
using Portainer.Files;
using Portainer.Jobs;
using Portainer.Tests.Files;
using Portainer.Volumes;

namespace Portainer.Tests.Volumes;

/// <summary>Volumes backed up, restored and cloned on real engines (S91).</summary>
public sealed class VolumeCopyTests
{
    public static TheoryData<string> All => EngineApp.All;

    [Theory]
    [MemberData(nameof(All))]
    public async Task BackedUpAndRestored_AnotherVolume_HasTheSameFilesAndOwners(string engine)
    {
        await using var app = await EngineApp.StartAsync(engine);
        var source = await FilledAsync(app);
        var target = new FileTarget(app.Endpoint, true, await app.VolumeAsync());
        using var browser = await FileRoutesTests.GenuineAsync(app);

        using var backup = await browser.GetAsync($"/endpoints/{app.Endpoint}/volumes/{source.Name}/backup?gzip=true");
        var archive = await backup.Content.ReadAsByteArrayAsync();
        Assert.EndsWith(".tar.gz", backup.Content.Headers.ContentDisposition!.FileNameStar, StringComparison.Ordinal);
        var job = await RestoreAsync(app, browser, target, archive, clear: false);

        Assert.Equal(JobState.Succeeded, job.State);
        Assert.Contains("Restored", job.Outcome, StringComparison.Ordinal);
        await AssertSameAsync(app, source, target);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(app.App.Folder, "spool")));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Cloned_NewVolume_HasTheSameFilesAndOwners(string engine)
    {
        await using var app = await EngineApp.StartAsync(engine);
        var source = await FilledAsync(app);
        var copy = new FileTarget(app.Endpoint, true, EngineApp.Name("copy"));
        app.Afterwards(async () =>
        {
            await app.Get<HelperContainers>().DropAsync(app.Endpoint, copy.Name);
            await app.Engine.Volumes.RemoveAsync(copy.Name, force: true);
        });

        var job = await app.Get<VolumeJobs>().CloneAsync(EngineApp.Administrator, app.Endpoint, source.Name, copy.Name, default);
        await job.Ended;

        Assert.True(job.State == JobState.Succeeded, job.Outcome);
        await AssertSameAsync(app, source, copy);
        await Assert.ThrowsAsync<VolumeTakenException>(async () =>
        {
            await app.HoldsAsync(picture => picture.Volumes!.Any(row => row.Name == copy.Name));
            await app.Get<VolumeJobs>().CloneAsync(EngineApp.Administrator, app.Endpoint, source.Name, copy.Name, default);
        });
    }

    [Fact]
    public async Task Restored_WithClear_HoldsOnlyWhatTheArchiveHas()
    {
        await using var app = await EngineApp.StartAsync(EngineApp.Docker28);
        var target = await FilledAsync(app);
        using var browser = await FileRoutesTests.GenuineAsync(app);

        var job = await RestoreAsync(app, browser, target, Tar(("only.txt", "x")), clear: true);

        Assert.True(job.State == JobState.Succeeded, job.Outcome);
        await using var place = await app.Get<FileActions>().ReadAsync(EngineApp.Administrator, target, default);
        Assert.Equal(["only.txt"], (await place.ListAsync("/", default)).Entries.Select(entry => entry.Name));
    }

    [Theory]
    [InlineData("damaged", "no tar")]
    [InlineData("escaping", "leads out of the volume")]
    [InlineData("empty", "nothing is in it")]
    public async Task Restored_ArchiveThatIsNone_ChangesNothing(string kind, string sentence)
    {
        await using var app = await EngineApp.StartAsync(EngineApp.Docker20);
        var target = await FilledAsync(app);
        using var browser = await FileRoutesTests.GenuineAsync(app);
        var archive = kind switch
        {
            "damaged" => Enumerable.Range(0, 5000).Select(index => (byte)(index * 7)).ToArray(),
            "escaping" => Tar(("fine.txt", "x"), ("../../etc/evil", "x")),
            _ => new byte[1024],
        };

        var job = await RestoreAsync(app, browser, target, archive, clear: true);

        Assert.Equal(JobState.Failed, job.State);
        Assert.Contains(sentence, job.Outcome, StringComparison.Ordinal);
        await using var place = await app.Get<FileActions>().ReadAsync(EngineApp.Administrator, target, default);
        Assert.Equal(["a.txt", "owned"], (await place.ListAsync("/", default)).Entries.Select(entry => entry.Name).Order());
    }

    private static async Task<FileTarget> FilledAsync(EngineApp app)
    {
        var target = new FileTarget(app.Endpoint, true, await app.VolumeAsync());
        await using var place = await app.Get<FileActions>().WriteAsync(EngineApp.Administrator, target, default);
        using var tar = new MemoryStream(Tar(("a.txt", "hello"), ("owned/b.txt", "there")));
        await place.ExtractAsync(tar, default);
        return target;
    }

    private static async Task AssertSameAsync(EngineApp app, FileTarget source, FileTarget target)
    {
        await using var from = await app.Get<FileActions>().ReadAsync(EngineApp.Administrator, source, default);
        await using var to = await app.Get<FileActions>().ReadAsync(EngineApp.Administrator, target, default);
        foreach (var folder in new[] { "/", "/owned" })
        {
            var expected = (await from.ListAsync(folder, default)).Entries.OrderBy(entry => entry.Name);
            var actual = (await to.ListAsync(folder, default)).Entries.OrderBy(entry => entry.Name);
            Assert.Equal(expected, actual);
        }

        Assert.Equal(1234, (await to.ListAsync("/owned", default)).Entries.Single().Uid);
        Assert.Equal("there", (await to.ReadTextAsync("/owned/b.txt", default)).Text);
    }

    private static async Task<Job> RestoreAsync(EngineApp app, Browser browser, FileTarget target, byte[] archive, bool clear)
    {
        var (status, text) = await FileRoutesTests.PostAsync(
            browser, $"/endpoints/{app.Endpoint}/volumes/{target.Name}/restore?clear={clear}&file=backup.tar", archive);
        Assert.True(status == HttpStatusCode.OK, text);
        var job = app.Get<JobRunner>().Find(EngineApp.Administrator, int.Parse(text, System.Globalization.CultureInfo.InvariantCulture))!;
        await job.Ended;
        return job;
    }

    /// <summary>Files of 1234:5678; a folder comes before what is in it.</summary>
    private static byte[] Tar(params (string Name, string Text)[] files)
    {
        using var stream = new MemoryStream();
        using (var writer = new TarWriter(stream, leaveOpen: true))
        {
            foreach (var folder in files.Select(file => Path.GetDirectoryName(file.Name)!).Where(folder => folder.Length > 0 && !folder.StartsWith('.')).Distinct())
            {
                writer.WriteEntry(new PaxTarEntry(TarEntryType.Directory, folder) { Uid = 1234, Gid = 5678, Mode = (UnixFileMode)0x1C0 });
            }

            foreach (var (name, text) in files)
            {
                writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name)
                {
                    Uid = 1234,
                    Gid = 5678,
                    Mode = (UnixFileMode)0x1A4,
                    DataStream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)),
                });
            }
        }

        return stream.ToArray();
    }
}
