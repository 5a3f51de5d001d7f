using Portainer.Streaming;

namespace Portainer.Tests.Streaming;

public sealed class AckWindowTests
{
    [Fact]
    public async Task Enter_WindowFull_WaitsForAnAcknowledgement()
    {
        var window = new AckWindow(2);
        await window.EnterAsync(CancellationToken.None);
        await window.EnterAsync(CancellationToken.None);
        var third = window.EnterAsync(CancellationToken.None).AsTask();
        Assert.False(third.IsCompleted);
        window.Acknowledge(1);
        await third;
        Assert.Equal(2, window.Outstanding);
    }

    [Fact]
    public async Task Acknowledge_MoreThanWasSent_IsIgnored()
    {
        var window = new AckWindow(1);
        await window.EnterAsync(CancellationToken.None);
        window.Acknowledge(1000);
        Assert.Equal(1, window.Outstanding);
    }

    [Fact]
    public async Task Enter_Cancelled_EndsTheWait()
    {
        var window = new AckWindow(0);
        using var leaving = new CancellationTokenSource();
        var waiting = window.EnterAsync(leaving.Token).AsTask();
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }
}
