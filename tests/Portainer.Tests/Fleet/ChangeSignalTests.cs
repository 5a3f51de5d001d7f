using Portainer.Fleet;

namespace Portainer.Tests.Fleet;

public sealed class ChangeSignalTests
{
    private readonly ChangeSignal _signal = new(TimeProvider.System);

    [Fact]
    public async Task Look_NothingChanged_YieldsOnceAndListensByThen()
    {
        var looks = 0;
        await foreach (var _ in _signal.LookAsync(TimeSpan.Zero, CancellationToken.None))
        {
            looks++;
            if (looks == 1)
            {
                // Falls into the first look: it is not lost.
                _signal.Notify();
            }
            else
            {
                _signal.Complete();
            }
        }

        Assert.Equal(2, looks);
    }

    [Fact]
    public async Task Look_Completed_Ends()
    {
        await foreach (var _ in _signal.LookAsync(TimeSpan.Zero, CancellationToken.None))
        {
            _signal.Complete();
        }
    }
}
