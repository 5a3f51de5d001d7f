using System.Net;

namespace Portainer.Engine;

/// <summary>The engine answered with an error status; the message says what was attempted and what the engine said.</summary>
/// <param name="statusCode">The engine's HTTP status.</param>
/// <param name="engineMessage">The engine's own words, without ours.</param>
/// <param name="operation">What was attempted, as a verb phrase: "start container web".</param>
public sealed class DockerApiException(HttpStatusCode statusCode, string engineMessage, string operation, Exception? innerException = null)
    : Exception($"Could not {operation}: {engineMessage}", innerException)
{
    public HttpStatusCode StatusCode { get; } = statusCode;

    public string EngineMessage { get; } = engineMessage;

    public string Operation { get; } = operation;
}
