using System.Buffers;
using System.IO.Pipelines;

namespace Portainer.Gateway;

/// <summary>What HTTP reads of a connection; once ended, it reads as if the client had closed.</summary>
internal sealed class EndableReader(PipeReader inner) : PipeReader
{
    private volatile bool _isEnded;

    private static ReadResult End => new(ReadOnlySequence<byte>.Empty, isCanceled: false, isCompleted: true);

    public void Finish() => _isEnded = true;

    public override bool TryRead(out ReadResult result)
    {
        if (!_isEnded)
        {
            return inner.TryRead(out result);
        }

        result = End;
        return true;
    }

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) =>
        _isEnded ? new(End) : inner.ReadAsync(cancellationToken);

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        if (!_isEnded)
        {
            inner.AdvanceTo(consumed, examined);
        }
    }

    public override void CancelPendingRead() => inner.CancelPendingRead();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);
}
