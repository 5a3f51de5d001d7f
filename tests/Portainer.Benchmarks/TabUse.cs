using Microsoft.Playwright;

namespace Portainer.Benchmarks;

/// <summary>What a browser tab uses.</summary>
internal static class TabUse
{
    /// <summary>The scripts' heap after a collection.</summary>
    public static async Task<double> HeapMegabytesAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("HeapProfiler.collectGarbage");
        var answer = await session.SendAsync("Runtime.getHeapUsage");
        await session.DetachAsync();
        return answer!.Value.GetProperty("usedSize").GetDouble() / 1024 / 1024;
    }
}
