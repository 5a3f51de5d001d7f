using Microsoft.Extensions.DependencyInjection;
using Portainer.Streaming.Stats;

namespace Portainer.Tests.Streaming;

[Collection(StreamGroup.Name)]
public sealed class StatsStreamTests(StreamFixture streams)
{
    public static TheoryData<int> Engines => [1, 2];

    private StatsFeeds Feeds => streams.Host.Services.GetRequiredService<StatsFeeds>();

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ContainerStats_RunningContainer_SamplesKeepComing(int endpoint)
    {
        var container = await streams.RunAsync(endpoint, "while true; do :; done");
        await using var hub = await streams.Host.ConnectAsync();
        var stream = await hub.OpenAsync("ContainerStats", [endpoint, container]);
        var cpu = 0.0;
        var samples = 0;
        await stream.ReadUntilAsync(update =>
        {
            if (update.GetProperty("sample") is { ValueKind: System.Text.Json.JsonValueKind.Object } sample)
            {
                Assert.Equal(container, sample.GetProperty("name").GetString());
                Assert.True(sample.GetProperty("memory").GetInt64() > 0);
                cpu = Math.Max(cpu, sample.GetProperty("cpu").GetDouble());
                samples++;
            }

            return samples >= 3 && cpu > 0;
        });
        Assert.True(cpu > 0);
    }

    [Fact]
    public async Task Feeds_SeveralViewers_ShareOneEngineStreamAndTheLastClosesIt()
    {
        var container = await streams.RunAsync(1, "sleep 600");
        // Viewers of the tests before are gone; their feeds may still be closing.
        await OpenFeedsAsync(0);
        await using var one = await streams.Host.ConnectAsync();
        await using var two = await streams.Host.ConnectAsync();
        var first = await one.OpenAsync("ContainerStats", [1, container]);
        var second = await two.OpenAsync("ContainerStats", [1, container]);
        await first.ReadUntilAsync(IsSample);
        await second.ReadUntilAsync(IsSample);
        Assert.Equal(1, Feeds.Open);
        await first.CancelAsync();
        await first.ReadUntilAsync(_ => false);
        await second.ReadUntilAsync(IsSample);
        Assert.Equal(1, Feeds.Open);
        await second.CancelAsync();
        await second.ReadUntilAsync(_ => false);
        await OpenFeedsAsync(0);
    }

    [Fact]
    public async Task ContainerStats_StoppedContainer_SaysSoAndGoesOnWhenItStarts()
    {
        var container = await streams.RunAsync(1, "sleep 600");
        await streams.Client(1).Containers.KillContainerAsync(container, new());
        await using var hub = await streams.Host.ConnectAsync();
        var stream = await hub.OpenAsync("ContainerStats", [1, container]);
        await stream.ReadUntilAsync(update => update.GetProperty("problem").GetString()?.Contains("not running", StringComparison.Ordinal) == true);
        await streams.Client(1).Containers.StartContainerAsync(container);
        await stream.ReadUntilAsync(IsSample);
    }

    [Fact]
    public async Task LiveStats_RowsOnScreen_AreTheOnlyOnesMeasured()
    {
        var shown = await streams.RunAsync(1, "sleep 600");
        await streams.RunAsync(1, "sleep 600");
        var id = (await streams.Client(1).Containers.InspectContainerAsync(shown)).ID;
        await using var hub = await streams.Host.ConnectAsync();
        var stream = await hub.OpenAsync("LiveStats", [1], upload: true);
        await stream.SendAsync(new[] { id });
        var rows = (await stream.ReadUntilAsync(update => update.GetArrayLength() > 0))[^1];
        Assert.Equal([id], rows.EnumerateArray().Select(row => row.GetProperty("id").GetString()));
        await stream.SendAsync(Array.Empty<string>());
        await stream.ReadUntilAsync(update => update.GetArrayLength() == 0);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task EngineStats_AllRunning_ArriveTogether(int endpoint)
    {
        string[] names = [await streams.RunAsync(endpoint, "sleep 600"), await streams.RunAsync(endpoint, "sleep 600")];
        await using var hub = await streams.Host.ConnectAsync();
        var stream = await hub.OpenAsync("EngineStats", [endpoint]);
        await stream.ReadUntilAsync(update => names.All(name => update.GetProperty("rows").EnumerateArray().Any(row => row.GetProperty("name").GetString() == name)));
    }

    [Fact]
    public async Task Processes_RunningContainer_ListsItsMainProcess()
    {
        var container = await streams.RunAsync(1, "exec sleep 612");
        await using var hub = await streams.Host.ConnectAsync();
        var stream = await hub.OpenAsync("Processes", [1, container]);
        await stream.ReadUntilAsync(update => update.GetProperty("processes").EnumerateArray().Any(process => process.ToString().Contains("sleep 612", StringComparison.Ordinal)));
    }

    private async Task OpenFeedsAsync(int number)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (Feeds.Open != number)
        {
            await Task.Delay(20, patience.Token);
        }
    }

    private static bool IsSample(System.Text.Json.JsonElement update) => update.GetProperty("sample").ValueKind == System.Text.Json.JsonValueKind.Object;
}
