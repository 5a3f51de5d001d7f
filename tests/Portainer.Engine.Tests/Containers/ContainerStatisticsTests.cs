using System.Text.Json;

namespace Portainer.Engine.Tests.Containers;

public sealed class ContainerStatisticsTests
{
    [Fact]
    public void CpuPercent_TwoSamples_IsTheShareOfAllCpusTimesTheirNumber() =>
        Assert.Equal(25, ContainerStatistics.CpuPercent(Read("""
            {"cpu_stats":{"cpu_usage":{"total_usage":300},"system_cpu_usage":3600,"online_cpus":4},
             "precpu_stats":{"cpu_usage":{"total_usage":200},"system_cpu_usage":2000}}
            """)), precision: 6);

    [Fact]
    public void CpuPercent_EngineDoesNotCountCpus_TakesThePerCpuList() =>
        Assert.Equal(20, ContainerStatistics.CpuPercent(Read("""
            {"cpu_stats":{"cpu_usage":{"total_usage":300,"percpu_usage":[1,2]},"system_cpu_usage":3000},
             "precpu_stats":{"cpu_usage":{"total_usage":200},"system_cpu_usage":2000}}
            """)), precision: 6);

    [Theory]
    [InlineData("""{"cpu_stats":{"cpu_usage":{"total_usage":300},"system_cpu_usage":3000,"online_cpus":4},"precpu_stats":{}}""")]
    [InlineData("""{"cpu_stats":{"cpu_usage":{"total_usage":100},"system_cpu_usage":3000,"online_cpus":4},"precpu_stats":{"cpu_usage":{"total_usage":200},"system_cpu_usage":2000}}""")]
    [InlineData("{}")]
    public void CpuPercent_NoPredecessorOrARestart_IsZero(string sample) => Assert.Equal(0, ContainerStatistics.CpuPercent(Read(sample)));

    [Fact]
    public void CpuPercent_OnWindows_CountsHundredNanoseconds() =>
        Assert.Equal(25, ContainerStatistics.CpuPercent(Read("""
            {"num_procs":2,"read":"2024-01-01T00:00:01Z","preread":"2024-01-01T00:00:00Z",
             "cpu_stats":{"cpu_usage":{"total_usage":5000000}},"precpu_stats":{"cpu_usage":{"total_usage":0}}}
            """)), precision: 6);

    [Theory]
    [InlineData("""{"memory_stats":{"usage":100,"limit":400,"stats":{"total_inactive_file":30,"inactive_file":10}}}""", 70)]
    [InlineData("""{"memory_stats":{"usage":100,"limit":400,"stats":{"inactive_file":40}}}""", 60)]
    [InlineData("""{"memory_stats":{"usage":100,"limit":400,"stats":{"inactive_file":100}}}""", 100)]
    [InlineData("""{"memory_stats":{"usage":100,"limit":400}}""", 100)]
    [InlineData("""{"memory_stats":{}}""", 0)]
    public void MemoryUsed_OnEitherCgroupVersion_IsWithoutInactiveCache(string sample, ulong used)
    {
        Assert.Equal(used, ContainerStatistics.MemoryUsed(Read(sample)));
        Assert.Equal(used / 4.0, ContainerStatistics.MemoryPercent(Read(sample)), precision: 6);
    }

    [Fact]
    public void Sums_OverInterfacesAndDevices_AreTotals()
    {
        var sample = Read("""
            {"networks":{"eth0":{"rx_bytes":1,"tx_bytes":2},"eth1":{"rx_bytes":10,"tx_bytes":20}},
             "blkio_stats":{"io_service_bytes_recursive":[{"op":"Read","value":5},{"op":"write","value":7},{"op":"Sync","value":9},{"op":"read","value":1}]},
             "pids_stats":{"current":4,"limit":18446744073709551615}}
            """);

        Assert.Equal((11UL, 22UL), ContainerStatistics.Network(sample));
        Assert.Equal((6UL, 7UL), ContainerStatistics.BlockIo(sample));
        Assert.Equal(4UL, ContainerStatistics.Pids(sample));
    }

    [Fact]
    public void Sums_WhatTheEngineLeavesOut_AreZero()
    {
        var sample = Read("""{"networks":null,"blkio_stats":{"io_service_bytes_recursive":null},"pids_stats":{},"memory_stats":{"stats":null}}""");

        Assert.Equal((0UL, 0UL), ContainerStatistics.Network(sample));
        Assert.Equal((0UL, 0UL), ContainerStatistics.BlockIo(sample));
        Assert.Equal(0, ContainerStatistics.MemoryPercent(sample));
    }

    private static ContainerStatsResponse Read(string json) => JsonSerializer.Deserialize(json, EngineJson.Of<ContainerStatsResponse>())!;
}
