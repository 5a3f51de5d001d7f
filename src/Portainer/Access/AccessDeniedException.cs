namespace Portainer.Access;

/// <summary>A failure whose message is a sentence for people: what was attempted, on what, and what to do.</summary>
internal abstract class TellableException(string message) : Exception(message);

/// <summary>What was typed cannot be used or saved as it is.</summary>
/// <param name="field">The draft's property at fault; empty for none in particular.</param>
internal abstract class FieldException(string message, string field) : TellableException(message)
{
    public string Field { get; } = field;
}

/// <summary>The policy refused; the message is the sentence to show (403 on the API, a no-permission page in the browser).</summary>
internal sealed class AccessDeniedException(string message) : TellableException(message);

/// <summary>No such endpoint, or none that the caller may know of: both are told the same way, so that ids cannot be probed.</summary>
internal sealed class EndpointNotFoundException(int endpointId)
    : TellableException($"There is no endpoint {endpointId} (any more), or you have no access to it.");

/// <summary>No such container on the endpoint, or none that the caller may see.</summary>
internal sealed class ContainerNotFoundException(string container, string endpoint)
    : TellableException($"There is no container {container} on {endpoint} (any more). It may have been removed or renamed.");

/// <summary>No such network, volume or other thing on the endpoint, or none that the caller may see.</summary>
internal sealed class ObjectNotFoundException(string kind, string name, string endpoint)
    : TellableException($"There is no {kind} {name} on {endpoint} (any more), or it is not yours to see. It may have been removed.");
