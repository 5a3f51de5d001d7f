using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Portainer.Engine.Tests.Streams;
using Portainer.Testing;

namespace Portainer.Engine.Tests.Containers;

public sealed class ContainerUsageTests
{
    private const string CgroupV2 = """
        {"read":"2024-01-01T00:00:01Z","preread":"0001-01-01T00:00:00Z","name":"/grüße \"x\"","unknown":[{"a":[1,{}]}],"id":null,
         "cpu_stats":{"cpu_usage":{"total_usage":300,"usage_in_usermode":200},"system_cpu_usage":3600,"online_cpus":4,"throttling_data":{}},
         "precpu_stats":{"cpu_usage":{"total_usage":200},"system_cpu_usage":2000},
         "memory_stats":{"usage":100,"limit":400,"stats":{"anon":1,"inactive_file":40,"file":5}},
         "networks":{"eth0":{"rx_bytes":1,"tx_bytes":2},"eth1":{"tx_bytes":20,"rx_bytes":10,"rx_errors":5}},
         "blkio_stats":{"io_service_bytes_recursive":[{"major":8,"minor":0,"op":"Read","value":5},{"op":"write","value":7},{"op":"Sync","value":9},{"op":"read","value":1},{"value":3}],
                        "io_serviced_recursive":[{"op":"Read","value":77}]},
         "pids_stats":{"current":4,"limit":18446744073709551615}}
        """;

    private const string Windows = """
        {"NumProcs":0,"num_procs":2,"read":"2024-01-01T00:00:01.5Z","preread":"2024-01-01T00:00:00Z","Name":"w",
         "CPU_stats":{"cpu_usage":{"total_usage":5000000}},"precpu_stats":{"cpu_usage":{"total_usage":0}},
         "memory_stats":{"commitbytes":9,"privateworkingset":"123"},"storage_stats":{"read_count_normalized":1,"read_size_bytes":11,"write_size_bytes":12}}
        """;

    private const string Sparse = """
        {"networks":null,"blkio_stats":{"io_service_bytes_recursive":null},"pids_stats":{},"memory_stats":{"usage":5,"stats":null},"cpu_stats":{"cpu_usage":{"percpu_usage":[1,2,3]}}}
        """;

    public static TheoryData<string> Samples =>
        [.. Directory.GetFiles(Path.Combine(Repository.Root, "tests/Portainer.Engine.Tests/Containers/Samples"), "*.json").Select(File.ReadAllText), CgroupV2, Windows, Sparse, "{}"];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Usage_OfASample_IsThatOfTheWholeModel(string sample)
    {
        var whole = JsonSerializer.Deserialize(sample, EngineJson.Of<ContainerStatsResponse>())!;

        var usage = Assert.Single(await ReadAsync(sample, 1 << 20));

        Assert.Equal(ContainerStatistics.Usage(whole), usage);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(1021)]
    public async Task Usage_SamplesSplitAnywhere_AreAllRead(int pieceLength)
    {
        var usages = await ReadAsync(CgroupV2 + "\n\n" + Windows + Sparse + "\r\n", pieceLength);

        Assert.Equal(["/grüße \"x\"", "w", "w"], usages.Select(usage => usage.Name));
        Assert.Equal([60UL, 123UL, 5UL], usages.Select(usage => usage.MemoryUsed));
        Assert.Equal((11UL, 22UL, 6UL, 7UL), (usages[0].Received, usages[0].Sent, usages[0].BytesRead, usages[0].BytesWritten));
    }

    [Fact]
    public async Task Usage_SampleLargerThanABuffer_IsRead()
    {
        var networks = string.Join(',', Enumerable.Range(0, 5000).Select(number => $"\"eth{number}\":{{\"rx_bytes\":1,\"tx_bytes\":2}}"));

        var usage = Assert.Single(await ReadAsync($"{{\"networks\":{{{networks}}}}}", 1000));

        Assert.Equal((5000UL, 10000UL), (usage.Received, usage.Sent));
    }

    [Fact]
    public async Task Usage_CompleteSample_IsOutBeforeAnythingFollows()
    {
        var pipe = new Pipe();
        await pipe.Writer.WriteAsync("""{"pids_stats":{"current":3}}"""u8.ToArray());
        await using var usages = UsageStream.ReadAsync(pipe.Reader.AsStream(), CancellationToken.None).GetAsyncEnumerator();

        Assert.True(await usages.MoveNextAsync());
        Assert.Equal(3UL, usages.Current.Pids);
    }

    [Theory]
    [InlineData("[1]}")]
    [InlineData("oops}")]
    [InlineData("""{"pids_stats":{"current":-1}}""")]
    public async Task Usage_WhatIsNoSample_IsAnError(string text) => await Assert.ThrowsAnyAsync<JsonException>(() => ReadAsync(text, 1 << 20));

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Usage_OfABusyContainer_ShowsItsCpuAndMemory(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await TestContainer.RunAsync(client, new()
        {
            Image = "lab/base:1",
            Cmd = ["sh", "-c", "while :; do :; done"],
            HostConfig = new() { Memory = 64 << 20, NanoCPUs = 200_000_000 },
        });

        var usage = (await client.Containers.GetContainerUsageAsync(container.Id).TakeAsync(3))[^1];

        Assert.InRange(usage.CpuPercent, 1, 100);
        Assert.Equal(64UL << 20, usage.MemoryLimit);
        Assert.InRange(usage.MemoryPercent, 0.01, 99);
        Assert.True(usage.Pids >= 1);
    }

    private static Task<List<ContainerUsage>> ReadAsync(string text, int pieceLength) =>
        UsageStream.ReadAsync(new SplitStream(Encoding.UTF8.GetBytes(text), pieceLength), CancellationToken.None).AllAsync();
}
