namespace Portainer.Testing;

/// <summary>What a <see cref="FakeEngine"/> pretends to be.</summary>
public sealed record FakeEngineOptions
{
    public string ApiVersion { get; init; } = "1.51";

    public string MinApiVersion { get; init; } = "1.24";

    public string ServerVersion { get; init; } = "28.5.2";

    public string Name { get; init; } = "fake";

    /// <summary>Engines before API 1.25 do not name their version in the answer to a ping.</summary>
    public bool NamesVersionInPing { get; init; } = true;

    /// <summary>Also listen on a free TCP port of the loopback.</summary>
    public bool Tcp { get; init; }

    /// <summary>Null makes one up.</summary>
    public string? SocketPath { get; init; }

    public TimeSpan StatsInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>inactive, active...; "active" with <see cref="IsSwarmManager"/> answers the Swarm routes.</summary>
    public string SwarmState { get; init; } = "inactive";

    public bool IsSwarmManager { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
