using System.Net.Http.Headers;
using Portainer.Testing;

namespace Portainer.Tests.Streaming;

[Collection(StreamGroup.Name)]
public sealed class LogStreamTests(StreamFixture streams)
{
    public static TheoryData<int> Engines => [1, 2];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Logs_BothStreams_ArriveMarkedAndWithTimestamps(int endpoint)
    {
        var container = await streams.RunAsync(endpoint, "echo out; echo err >&2; sleep 600");
        await using var hub = await streams.Host.ConnectAsync();
        var lines = await LinesAsync(hub, endpoint, container, line => line.Count >= 2);
        Assert.Matches(@"^o\d{4}-\d\d-\d\dT[\d:.]+Z out$", Assert.Single(lines, line => line[0] == 'o'));
        Assert.Matches(@"^e\d{4}-\d\d-\d\dT[\d:.]+Z err$", Assert.Single(lines, line => line[0] == 'e'));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Logs_Terminal_ArrivesWithoutCarriageReturns(int endpoint)
    {
        var container = await streams.RunAsync(endpoint, "echo one; echo two; sleep 600", parameters => parameters.Tty = true);
        await using var hub = await streams.Host.ConnectAsync();
        var lines = await LinesAsync(hub, endpoint, container, seen => seen.Count >= 2);
        Assert.Equal(["one", "two"], lines.Select(Text));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Logs_ContainerStopsAndStarts_GoOnWithDividersAndNothingTwice(int endpoint)
    {
        var container = await streams.RunAsync(endpoint, "cat /proc/sys/kernel/random/uuid; echo ready; exec sleep 600");
        await using var hub = await streams.Host.ConnectAsync();
        var stream = await OpenAsync(hub, endpoint, container);
        await ReadAsync(stream, lines => lines.Count(line => line.EndsWith(" ready", StringComparison.Ordinal)) == 1);
        await streams.Client(endpoint).Containers.KillContainerAsync(container, new());
        var stopped = await ReadAsync(stream, lines => lines.Any(line => line[0] == 'n'));
        Assert.Contains("exit code 137", stopped.Single(line => line[0] == 'n'), StringComparison.Ordinal);
        await streams.Client(endpoint).Containers.StartContainerAsync(container);
        var started = await ReadAsync(stream, lines => lines.Any(line => line.EndsWith(" ready", StringComparison.Ordinal)));
        Assert.Contains("started again", started[0], StringComparison.Ordinal);
        Assert.Equal(2, started.Count(line => line[0] == 'o'));
    }

    [Fact]
    public async Task Logs_Resumed_GoOnWhereTheBrowserWas()
    {
        var container = await streams.RunAsync(1, "for i in 1 2 3 4 5; do echo line $i; done; sleep 600");
        await using var hub = await streams.Host.ConnectAsync();
        var first = await LinesAsync(hub, 1, container, lines => lines.Count >= 5);
        var time = first[2][1..].Split(' ')[0];
        var seen = first.Take(3).Count(line => line.StartsWith($"o{time} ", StringComparison.Ordinal));
        var stream = await OpenAsync(hub, 1, container, resumeTime: time, resumeSeen: seen);
        Assert.Equal(["line 4", "line 5"], (await ReadAsync(stream, lines => lines.Count >= 2)).Select(Text));
    }

    [Fact]
    public async Task Logs_ManyLinesUnacknowledged_StopAtTheWindowAndThenAllArrive()
    {
        const int total = 60_000;
        var container = await streams.RunAsync(1, $"seq 1 {total}");
        await streams.Client(1).Containers.WaitContainerAsync(container);
        await using var hub = await streams.Host.ConnectAsync();
        var stream = await OpenAsync(hub, 1, container, tail: "all", until: DateTimeOffset.MaxValue);
        var received = 0;
        var batches = await stream.ReadUntilAsync(_ => ++received == 16);
        var lines = batches.SelectMany(batch => batch.GetString()!.Split('\n')).Count();
        await stream.SendAsync(received);
        await foreach (var batch in stream.Items)
        {
            lines += batch.GetString()!.Split('\n').Length;
            await stream.SendAsync(++received);
        }

        Assert.Equal(total, lines);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Logs_DriverNone_IsOneSentenceThatNamesIt(int endpoint)
    {
        var container = await streams.RunAsync(endpoint, "sleep 600", parameters => parameters.HostConfig = new() { LogConfig = new() { Type = "none" } });
        await using var hub = await streams.Host.ConnectAsync();
        var refusal = await RefusalAsync(await OpenAsync(hub, endpoint, container));
        Assert.Contains($"{container} keeps no log: it was created with the log driver \"none\"", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logs_NoSuchContainer_IsASentence()
    {
        await using var hub = await streams.Host.ConnectAsync();
        var refusal = await RefusalAsync(await OpenAsync(hub, 1, "nothing-of-that-name"));
        Assert.Contains("nothing-of-that-name", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Download_Container_IsTheWholeLogAsAFile()
    {
        var container = await streams.RunAsync(1, "seq 1 20000; echo wrong >&2");
        await streams.Client(1).Containers.WaitContainerAsync(container);
        using var browser = new Browser(streams.Host.Address);
        browser.Cookies.Add(browser.Address, new System.Net.Cookie("user", StreamHost.Administrator));
        using var answer = await browser.GetAsync($"/endpoints/1/containers/{container}/logs/download?stream=stdout");
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal(new MediaTypeHeaderValue("text/plain", "utf-8"), answer.Content.Headers.ContentType);
        Assert.StartsWith($"{container}-", answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'), StringComparison.Ordinal);
        Assert.Equal(string.Concat(Enumerable.Range(1, 20000).Select(number => $"{number}\n")), text);
    }

    internal static async Task<string> RefusalAsync(HubStream stream) =>
        (await Assert.ThrowsAsync<HubRefusalException>(() => stream.ReadUntilAsync(_ => false))).Message;

    private static string Text(string line) => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    private static Task<HubStream> OpenAsync(
        HubSocket hub, int endpoint, string container, string tail = "all", DateTimeOffset? until = null, string resumeTime = "", int resumeSeen = 0) =>
        hub.OpenAsync("Logs", [new { endpointId = endpoint, container, tail, since = "", until = until is null ? "" : "2100-01-01T00:00:00Z", resumeTime, resumeSeen }], upload: true);

    private static async Task<List<string>> LinesAsync(HubSocket hub, int endpoint, string container, Func<List<string>, bool> enough) =>
        await ReadAsync(await OpenAsync(hub, endpoint, container), enough);

    private static async Task<List<string>> ReadAsync(HubStream stream, Func<List<string>, bool> enough)
    {
        var lines = new List<string>();
        await stream.ReadUntilAsync(item =>
        {
            lines.AddRange(item.GetString()!.Split('\n').Where(line => line != "f"));
            return enough(lines);
        });
        return lines;
    }
}
