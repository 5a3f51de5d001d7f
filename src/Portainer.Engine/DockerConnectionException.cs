namespace Portainer.Engine;

/// <summary>The engine could not be talked to at all; the message says what was tried and what can be done.</summary>
public sealed class DockerConnectionException(ConnectionFailure failure, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    public ConnectionFailure Failure { get; } = failure;
}
