using Portainer.Engine;

namespace Portainer.Fleet;

public enum ConnectionState
{
    /// <summary>First contact is being made; nothing is known yet.</summary>
    Connecting,

    Up,

    /// <summary>Lost or never reached; tried again at <see cref="ConnectionStatus.NextTry"/>.</summary>
    Down,
}

/// <summary>How an endpoint's connection stands. <paramref name="Cause"/> is a whole sentence; <paramref name="Since"/> is when this state began.</summary>
public sealed record ConnectionStatus(
    ConnectionState State,
    DateTimeOffset Since,
    string? Cause = null,
    ConnectionFailure Failure = ConnectionFailure.Broken,
    DateTimeOffset? NextTry = null,
    int Attempts = 0)
{
    /// <summary>The state as the exception that a call would have ended with, without making anybody wait for it.</summary>
    public DockerConnectionException ToException() => new(Failure, Cause ?? "The engine is not connected.");
}
