using Portainer.Access;

namespace Portainer.Jobs;

/// <summary>No such job, or one of somebody else: both are told the same way.</summary>
internal sealed class JobNotFoundException(int id)
    : TellableException($"There is no activity {id} (any more), or it is somebody else's. Ended activities are forgotten after a month.");

/// <summary>The engine refused or broke off what a job asked for; the message is the engine's own.</summary>
internal sealed class JobFailedException(string message) : TellableException(message);
