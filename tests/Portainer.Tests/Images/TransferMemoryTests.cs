using System.Globalization;
using System.Net;
using Portainer.Engine;
using Portainer.Testing;

namespace Portainer.Tests.Images;

/// <summary>Acceptance 4: an image of half a gigabyte passes out of an engine and into one, and nothing of it stays in the product's memory.</summary>
public sealed class TransferMemoryTests
{
    private const long Megabyte = 1_000_000;
    private const long Size = 500 * Megabyte;

    [Fact]
    public async Task SaveAndLoad_FiveHundredMegabytes_MemoryStaysFlat()
    {
        using var engine = new DockerClient(new DockerClientOptions { Endpoint = $"unix://{Lab.Docker}" });
        var (big, small) = ($"test/{Guid.NewGuid():N}", $"test/{Guid.NewGuid():N}");
        await using var product = await Product.StartAsync("-H", $"unix://{Lab.Docker}");
        using var browser = new Browser(product.Url);
        using (await browser.SignInAsync(Product.Administrator, Product.Password))
        {
            browser.Headers["RequestVerificationToken"] =
                (await browser.OpenAsync("/account")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        }

        try
        {
            await ImportAsync(engine, small, 20 * Megabyte);
            await ImportAsync(engine, big, Size);
            // What is compiled and pooled at the first time is no growth.
            await PassAsync(browser, small, 20 * Megabyte);
            var before = Memory(product, "VmRSS");
            // The peak is counted from here.
            await File.WriteAllTextAsync($"/proc/{product.ProcessId}/clear_refs", "5");
            await PassAsync(browser, big, Size);
            var grown = Memory(product, "VmHWM") - before;

            Assert.True(grown < 50 * Megabyte, $"The product's memory grew by up to {grown / Megabyte} MB while 500 MB went out and in.");
        }
        finally
        {
            await engine.Images.DeleteImageAsync(big, new() { Force = true });
            await engine.Images.DeleteImageAsync(small, new() { Force = true });
        }
    }

    private static async Task ImportAsync(DockerClient engine, string name, long size)
    {
        await foreach (var message in engine.Images.ImportImageAsync(new() { Repository = name }, new BigTar(size)))
        {
            Assert.Null(message.ErrorMessage);
        }
    }

    /// <summary>Out through the product, and what comes out straight in again.</summary>
    private static async Task PassAsync(Browser browser, string name, long size)
    {
        using var saved = await browser.GetAsync($"/endpoints/1/images/save?name={Uri.EscapeDataString(name)}:latest");
        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        var tar = new CountedStream(await saved.Content.ReadAsStreamAsync());
        using var body = new StreamContent(tar);
        using var loaded = await browser.SendAsync(HttpMethod.Post, "/endpoints/1/images/load", body);
        Assert.Equal((HttpStatusCode.OK, true), (loaded.StatusCode, (await loaded.Content.ReadAsStringAsync()).Contains(name, StringComparison.Ordinal)));
        Assert.InRange(tar.Count, size, size + (10 * Megabyte));
    }

    private static long Memory(Product product, string name)
    {
        var line = File.ReadLines($"/proc/{product.ProcessId}/status").Single(text => text.StartsWith(name + ":", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }
}
