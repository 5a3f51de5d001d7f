using System.Formats.Tar;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Portainer.Data.Jobs;
using Portainer.Images.Transfer;
using Portainer.Jobs;

namespace Portainer.Tests.Images;

/// <summary>Images as files, through the product's own HTTP surface.</summary>
public sealed class TransferTests : ImageHost
{
    [Fact]
    public async Task Save_OneImage_IsTheArchiveOfTheEngine()
    {
        var row = await MakeAsync();
        using var browser = await App.SignedInAsync();
        using var answer = await browser.GetAsync($"/endpoints/{Id(Old)}/images/save?name={Uri.EscapeDataString(row.Tags[0])}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.EndsWith("_1.tar", answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'), StringComparison.Ordinal);
        var names = new List<string>();
        await using var reader = new TarReader(await answer.Content.ReadAsStreamAsync());
        while (await reader.GetNextEntryAsync() is { } entry)
        {
            names.Add(entry.Name);
        }

        Assert.Contains("manifest.json", names);
    }

    [Fact]
    public async Task Save_WhatIsNotThereOrNotAllowed_IsAStatusAndASentence()
    {
        using var browser = await App.SignedInAsync();
        using var unknown = await browser.GetAsync($"/endpoints/{Id(Old)}/images/save?name=test/none:1");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Contains("test/none", await unknown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var nothing = await browser.GetAsync($"/endpoints/{Id(Old)}/images/save");
        Assert.Equal(HttpStatusCode.BadRequest, nothing.StatusCode);
        using var nowhere = await browser.GetAsync("/endpoints/999/images/save?name=lab/base:1");
        Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
        using var nobody = App.NewBrowser();
        using var refused = await nobody.GetAsync($"/endpoints/{Id(Old)}/images/save?name=lab/base:1");
        Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);
    }

    [Fact]
    public async Task Load_ArchiveOfAnotherEngine_IsListedUnderItsName()
    {
        var row = await MakeAsync();
        await using var saved = await OldEngine.Images.SaveImagesAsync([row.Tags[0]]);
        var job = await SendAsync(upload => Jobs.LoadAsync(Administrator, Id(New), upload, "my.tar", CancellationToken.None), Id(New), saved);

        Assert.True(job.State == JobState.Succeeded, job.Outcome);
        Assert.Equal($"Loaded {row.Tags[0]}.", job.Outcome);
        await RowAsync(New, row.Tags[0]);
    }

    [Fact]
    public async Task Load_WhatIsNoArchive_FailsInTheEnginesWords()
    {
        var job = await SendAsync(upload => Jobs.LoadAsync(Administrator, Id(Old), upload, "my.tar", CancellationToken.None), Id(Old), new MemoryStream(new byte[3000]));

        Assert.Equal(JobState.Failed, job.State);
        Assert.NotEmpty(job.Outcome);
    }

    [Fact]
    public async Task Import_FilesWithChanges_AreInTheImage()
    {
        var name = NewName();
        var draft = new ImportDraft { FileName = "root.tar", Name = name, Message = "made by a test", Changes = "CMD [\"/bin/x\"]\nENV A=b" };
        await using var tar = Portainer.Images.Build.DockerfileContext.Create("any file", DateTimeOffset.UnixEpoch);

        var job = await SendAsync(upload => Jobs.ImportAsync(Administrator, Id(Old), upload, draft, CancellationToken.None), Id(Old), tar);

        Assert.True(job.State == JobState.Succeeded, job.Outcome);
        var image = await OldEngine.Images.InspectImageAsync(name);
        Assert.Equal(["/bin/x"], image.Config.Cmd!);
        Assert.Contains("A=b", image.Config.Env!);
        Assert.Equal("made by a test", image.Comment);
    }

    [Fact]
    public async Task Build_UploadedContext_FindsItsFiles()
    {
        var name = NewName();
        await using var tar = await ContextAsync(("sub/Dockerfile", "FROM lab/base:1\nCOPY hello /hello\n"), ("hello", "hi"));
        var draft = new Portainer.Images.Build.BuildDraft { Source = Portainer.Images.Build.BuildSource.Upload, DockerfilePath = "sub/Dockerfile", Names = name, Builder = 1 };

        var job = await SendAsync(upload => Jobs.BuildAsync(Administrator, Id(Old), draft, upload, CancellationToken.None), Id(Old), tar);

        Assert.True(job.State == JobState.Succeeded, job.Outcome);
        await RowAsync(Old, name);
    }

    [Fact]
    public async Task Upload_TicketOfSomebodyElseOrUsed_IsNotTaken()
    {
        var uploads = App.Services.GetRequiredService<Uploads>();
        using var browser = await App.SignedInAsync();
        var foreign = uploads.Expect(Standard with { UserId = 77 });
        using var body = new StringContent("x");
        using var refused = await browser.SendAsync(HttpMethod.Post, $"/endpoints/{Id(Old)}/images/upload/{foreign.Ticket}", body);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.NotNull(uploads.Take(Standard with { UserId = 77 }, foreign.Ticket));
        Assert.Null(uploads.Take(Standard with { UserId = 77 }, foreign.Ticket));
    }

    [Fact]
    public async Task Load_PlainPost_NeedsTheTokenInItsHeader()
    {
        using var browser = await App.SignedInAsync();
        using var body = new StringContent("x");
        using var refused = await browser.SendAsync(HttpMethod.Post, $"/endpoints/{Id(Old)}/images/load", body);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);

        await GiveTokenAsync(browser);
        var row = await MakeAsync();
        await using var saved = await OldEngine.Images.SaveImagesAsync([row.Tags[0]]);
        using var form = new MultipartFormDataContent { { new StringContent("ignored"), "note" }, { new StreamContent(saved), "file", "a.tar" } };
        using var answer = await browser.SendAsync(HttpMethod.Post, $"/endpoints/{Id(New)}/images/load", form);
        Assert.Equal((HttpStatusCode.OK, true), (answer.StatusCode, (await answer.Content.ReadAsStringAsync()).Contains(row.Tags[0], StringComparison.Ordinal)));
        await RowAsync(New, row.Tags[0]);
    }

    private static async Task<Stream> ContextAsync(params (string Name, string Text)[] files)
    {
        var tar = new MemoryStream();
        await using (var writer = new TarWriter(tar, leaveOpen: true))
        {
            foreach (var (name, text) in files)
            {
                await writer.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)) });
            }
        }

        tar.Position = 0;
        return tar;
    }

    private static async Task GiveTokenAsync(Browser browser)
    {
        var page = await browser.OpenAsync("/account");
        browser.Headers["RequestVerificationToken"] = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
    }

    private async Task<Job> SendAsync(Func<Upload, Task<Job>> start, int endpoint, Stream file)
    {
        var upload = App.Services.GetRequiredService<Uploads>().Expect(Administrator with { UserId = (await App.AdministratorAsync()).Id });
        var job = await start(upload);
        using var browser = await App.SignedInAsync();
        using var body = new StreamContent(file);
        try
        {
            using var answer = await browser.SendAsync(HttpMethod.Post, $"/endpoints/{endpoint}/images/upload/{upload.Ticket}", body);
        }
        catch (HttpRequestException)
        {
            // The engine refused the file before its end, and the connection was closed under the rest of it.
        }

        return await EndAsync(job);
    }
}
