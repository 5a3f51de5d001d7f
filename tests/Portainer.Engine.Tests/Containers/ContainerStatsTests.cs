namespace Portainer.Engine.Tests.Containers;

public sealed class ContainerStatsTests
{
    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Stats_OfABusyContainer_ShowItsCpuAndMemory(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await TestContainer.RunAsync(client, new()
        {
            Image = "lab/base:1",
            Cmd = ["sh", "-c", "while :; do :; done"],
            HostConfig = new() { Memory = 64 << 20, NanoCPUs = 200_000_000 },
        });

        var samples = await client.Containers.GetContainerStatsAsync(container.Id).TakeAsync(3);

        Assert.InRange(ContainerStatistics.CpuPercent(samples[^1]), 1, 100);
        Assert.Equal(64UL << 20, ContainerStatistics.MemoryLimit(samples[^1]));
        Assert.InRange(ContainerStatistics.MemoryPercent(samples[^1]), 0.01, 99);
        Assert.True(ContainerStatistics.Pids(samples[^1]) >= 1);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Stats_NotStreamed_AreOneSampleWithAPredecessor(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await TestContainer.RunAsync(client, "sleep 1000");

        var sample = Assert.Single(await client.Containers.GetContainerStatsAsync(container.Id, new() { Stream = false }).AllAsync());

        Assert.NotNull(sample.PreRead);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Stats_OneShot_AreOneSampleWithoutAPredecessor(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await TestContainer.RunAsync(client, "sleep 1000");

        var sample = Assert.Single(await client.Containers.GetContainerStatsAsync(container.Id, new() { Stream = false, OneShot = true }).AllAsync());

        Assert.Null(sample.PreRead);
        Assert.Equal(0, ContainerStatistics.CpuPercent(sample));
        Assert.True(ContainerStatistics.MemoryUsed(sample) > 0);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Stats_NoSuchContainer_IsNotFound(string engine)
    {
        using var client = Engines.Connect(engine);

        await Assert.ThrowsAsync<DockerApiException>(() => client.Containers.GetContainerStatsAsync("nobody").AllAsync());
    }
}
