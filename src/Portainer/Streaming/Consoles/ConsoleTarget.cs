using Portainer.Engine;

namespace Portainer.Streaming.Consoles;

/// <summary>What a terminal is connected to.</summary>
internal abstract class ConsoleTarget(MultiplexedStream stream, bool takesInput)
{
    public MultiplexedStream Stream { get; } = stream;

    public bool TakesInput { get; } = takesInput;

    public abstract Task ResizeAsync(int columns, int rows, CancellationToken cancellationToken);

    /// <summary>The output has ended: why, in a sentence.</summary>
    /// <param name="lastOutput">The end of what the terminal was shown.</param>
    public abstract Task<ConsoleEnding> ExplainEndAsync(string lastOutput, CancellationToken cancellationToken);

    /// <summary>The viewer has left: ends what was started for it, and nothing else.</summary>
    public abstract Task LeaveAsync(CancellationToken cancellationToken);
}
