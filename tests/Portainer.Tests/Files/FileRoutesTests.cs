using System.Formats.Tar;
using System.Net;
using System.Text.Json;
using Portainer.Files;

namespace Portainer.Tests.Files;

/// <summary>Files over HTTP, as the browser's scripts ask for them.</summary>
public sealed class FileRoutesTests
{
    public static TheoryData<string> All => EngineApp.All;

    [Theory]
    [MemberData(nameof(All))]
    public async Task File_UploadedThenDownloaded_IsTheSame_AndTakenNamesAreTold(string engine)
    {
        await using var app = await EngineApp.StartAsync(engine);
        var target = new FileTarget(app.Endpoint, true, await app.VolumeAsync());
        using var browser = await GenuineAsync(app);
        var content = new byte[2_000_000];
        Random.Shared.NextBytes(content);
        var upload = $"/{target.Route("upload", "/")}&file={Uri.EscapeDataString("ünï \"x\".bin")}";

        Assert.Equal(HttpStatusCode.OK, (await PostAsync(browser, upload, content)).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(browser, upload, content)).Status);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(browser, upload + "&overwrite=true", content)).Status);

        using var answer = await browser.GetAsync($"/{target.Route("download", "/ünï \"x\".bin")}");
        Assert.Equal(content, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("ünï \"x\".bin", answer.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Equal(content.Length, answer.Content.Headers.ContentLength);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Folder_Downloaded_IsATarOfIt(string engine)
    {
        await using var app = await EngineApp.StartAsync(engine);
        var target = new FileTarget(app.Endpoint, true, await app.VolumeAsync());
        using var browser = await GenuineAsync(app);
        await using (var place = await app.Get<FileActions>().WriteAsync(EngineApp.Administrator, target, default))
        {
            await place.MakeFolderAsync("/", "sub", default);
        }

        await PostAsync(browser, $"/{target.Route("upload", "/sub")}&file=a.txt", "hello"u8.ToArray());

        using var answer = await browser.GetAsync($"/{target.Route("download", "/sub")}");
        await using var reader = new TarReader(await answer.Content.ReadAsStreamAsync());
        var names = new List<string>();
        while (await reader.GetNextEntryAsync() is { } entry)
        {
            names.Add(entry.Name.TrimStart('.', '/').TrimEnd('/'));
        }

        Assert.Equal(["sub", "sub/a.txt"], names.Order());
    }

    [Fact]
    public async Task Text_SavedWithAnOldStamp_IsAConflict_WithoutOneItIsOverwritten()
    {
        await using var app = await EngineApp.StartAsync(EngineApp.Docker28);
        var target = new FileTarget(app.Endpoint, true, await app.VolumeAsync());
        using var browser = await GenuineAsync(app);
        await PostAsync(browser, $"/{target.Route("upload", "/")}&file=a.txt", "one"u8.ToArray());
        var text = $"/{target.Route("text", "/a.txt")}";

        using var read = JsonDocument.Parse(await (await browser.GetAsync(text)).Content.ReadAsStringAsync());
        var stamp = read.RootElement.GetProperty("stamp").GetString();
        Assert.Equal("one", read.RootElement.GetProperty("text").GetString());
        app.App.Time.Now += TimeSpan.FromSeconds(2);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(browser, $"{text}&stamp={stamp}", "two"u8.ToArray())).Status);
        var (status, sentence) = await PostAsync(browser, $"{text}&stamp={stamp}", "three"u8.ToArray());
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("changed by somebody else", sentence, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(browser, text, "three"u8.ToArray())).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PostAsync(browser, text, new byte[FilePlace.MostText + 1])).Status);
    }

    [Fact]
    public async Task Posts_WithoutTokenOrSession_AreRefused()
    {
        await using var app = await EngineApp.StartAsync(EngineApp.Docker20);
        var target = new FileTarget(app.Endpoint, true, await app.VolumeAsync());
        using var signedIn = await app.App.SignedInAsync();
        using var nobody = app.App.NewBrowser();
        foreach (var path in new[] { $"/{target.Route("upload", "/")}&file=a", $"/{target.Route("text", "/a")}", $"/endpoints/{app.Endpoint}/volumes/{target.Name}/restore?clear=true" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(signedIn, path, "x"u8.ToArray())).Status);
            Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(nobody, path, "x"u8.ToArray())).Status);
        }

        using var refused = await nobody.GetAsync($"/{target.Route("download", "/")}");
        Assert.NotEqual(HttpStatusCode.OK, refused.StatusCode);
        using var missing = await signedIn.GetAsync($"/{target.Route("download", "/nothing")}");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Contains("/nothing is not there", await missing.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Container_Exported_IsATarOfItsFileSystem(string engine)
    {
        await using var app = await EngineApp.StartAsync(engine);
        var id = await app.CreateAsync();
        using var browser = await app.App.SignedInAsync();

        using var answer = await browser.GetAsync($"/endpoints/{app.Endpoint}/containers/{id}/export");
        await using var reader = new TarReader(await answer.Content.ReadAsStreamAsync());
        var found = false;
        while (await reader.GetNextEntryAsync() is { } entry)
        {
            found |= entry.Name.TrimStart('.', '/') == "bin/busybox";
        }

        Assert.True(found);
    }

    /// <summary>A session that sends the antiforgery token of a page along.</summary>
    internal static async Task<Browser> GenuineAsync(EngineApp app)
    {
        var browser = await app.App.SignedInAsync();
        var page = await browser.OpenAsync("/");
        browser.Headers["RequestVerificationToken"] = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return browser;
    }

    internal static async Task<(HttpStatusCode Status, string Text)> PostAsync(Browser browser, string path, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        using var answer = await browser.SendAsync(HttpMethod.Post, path, content);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
