using Portainer.Engine;
using Portainer.Fleet;

namespace Portainer.Tests.Fleet;

public sealed class RefreshQueueTests
{
    [Fact]
    public void Add_BurstOfEventsOfOneContainer_IsOneId()
    {
        using var queue = new RefreshQueue();
        foreach (var action in new[] { "create", "start", "health_status: healthy", "die" })
        {
            queue.Add(new Message { Type = "container", Action = action, Actor = new() { ID = "a" } });
        }

        Assert.Equal(["a"], queue.TakeContainers()!);
        Assert.Empty(queue.TakeContainers()!);
    }

    [Fact]
    public void Add_NetworkConnect_ReadsTheMemberAgain()
    {
        using var queue = new RefreshQueue();
        queue.Add(new Message { Type = "network", Action = "connect", Actor = new() { ID = "n", Attributes = new Dictionary<string, string> { ["container"] = "c" } } });
        Assert.Equal(["c"], queue.TakeContainers()!);
        Assert.Equal(SlowParts.Networks, queue.TakeParts());
    }

    [Fact]
    public void Add_ImageTag_ReadsTheWholeList()
    {
        using var queue = new RefreshQueue();
        queue.Add(new Message { Type = "image", Action = "tag", Actor = new() { ID = "i" } });
        Assert.Null(queue.TakeContainers());
        Assert.Equal(SlowParts.Images, queue.TakeParts());
    }

    [Fact]
    public void ReadAgain_AfterARead_PutsItBackInLineOnce()
    {
        using var queue = new RefreshQueue();
        queue.Add("a");
        foreach (var expected in new[] { 1, 1, 0 })
        {
            var ids = queue.TakeContainers()!;
            Assert.Equal(expected, ids.Count);
            queue.ReadAgain(ids, TimeSpan.Zero, TimeProvider.System, CancellationToken.None);
        }
    }

    [Fact]
    public void ReadAgain_EventMeanwhile_SettlesAfterThatToo()
    {
        using var queue = new RefreshQueue();
        queue.Add("a");
        queue.ReadAgain(queue.TakeContainers(), TimeSpan.Zero, TimeProvider.System, CancellationToken.None);
        queue.Add("a");
        queue.ReadAgain(queue.TakeContainers(), TimeSpan.Zero, TimeProvider.System, CancellationToken.None);
        Assert.Equal(["a"], queue.TakeContainers()!);
    }

    [Fact]
    public async Task Wait_EntryMadeBefore_DoesNotBlock()
    {
        using var queue = new RefreshQueue();
        queue.Add("a");
        queue.Add("b");
        await queue.WaitForContainersAsync(CancellationToken.None);
        Assert.Equal(2, queue.TakeContainers()!.Count);
    }
}
