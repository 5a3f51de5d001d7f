using Portainer.Access;

namespace Portainer.Containers.Recreate;

/// <summary>A container was not recreated. The message says why, and what has become of the old one.</summary>
internal sealed class RecreateException : TellableException
{
    public RecreateException(string message)
        : base(message)
    {
    }

    public RecreateException(string message, Exception cause)
        : base(message) => Cause = cause;

    /// <summary>What went wrong first, for the log.</summary>
    public Exception? Cause { get; }
}
