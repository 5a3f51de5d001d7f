using Portainer.Ui;

namespace Portainer.Shell;

/// <summary>What the menu and the switcher show of the endpoints; filled from the fleet through the caller's filter.</summary>
internal sealed class ShellState
{
    public event Action? Changed;

    /// <summary>The user may manage endpoints.</summary>
    public bool IsAdministrator { get; set; }

    /// <summary>The user leads a team; told by <see cref="Lead"/>.</summary>
    public bool LeadsTeams { get; private set; }

    public IReadOnlyList<ShellEndpoint> Endpoints { get; private set; } = [];

    public void Lead(bool leadsTeams)
    {
        if (leadsTeams != LeadsTeams)
        {
            LeadsTeams = leadsTeams;
            Changed?.Invoke();
        }
    }

    public bool Replace(IReadOnlyList<ShellEndpoint> endpoints)
    {
        if (endpoints.SequenceEqual(Endpoints))
        {
            return false;
        }

        Endpoints = endpoints;
        Changed?.Invoke();
        return true;
    }

    public ShellEndpoint? Find(int? id) => Endpoints.FirstOrDefault(endpoint => endpoint.Id == id);

    /// <summary>The endpoint an address is about: "endpoints/7/containers" -> 7.</summary>
    public static int? EndpointIn(string relativePath)
    {
        var parts = relativePath.Split('?', '#')[0].Split('/');
        return parts.Length >= 2 && parts[0] == "endpoints" && int.TryParse(parts[1], out var id) ? id : null;
    }
}

internal sealed record ShellEndpoint(int Id, string Name, EndpointKind Kind, Tone Health, string HealthWord, int? Containers = null);

internal enum EndpointKind
{
    Standalone,
    SwarmManager,
    SwarmWorker,
}
