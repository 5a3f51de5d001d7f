using System.Text.Json.Nodes;
using Portainer.Access;

namespace Portainer.Gateway;

/// <summary>A request on its way through the gateway: what came, and what of it is sent on.</summary>
internal sealed class GatewayRequest(HttpContext context, Caller caller, int endpointId, DockerPath path, DockerQuery query)
{
    public HttpContext Context => context;

    public Caller Caller => caller;

    public int EndpointId => endpointId;

    public DockerQuery Query => query;

    public DockerPath Path { get; set; } = path;

    /// <summary>Null for one that no row describes.</summary>
    public DockerRoute? Route { get; init; }

    /// <summary>The thing the path names, as it was given.</summary>
    public string Target { get; init; } = "";

    /// <summary>What the gate gave for it.</summary>
    public EngineSession Session { get; set; } = null!;

    /// <summary>Read, checked, and sent in place of what came; null: what came is passed on.</summary>
    public JsonObject? Body { get; set; }

    /// <summary>Volumes that will be made by the way, for their maker.</summary>
    public List<string> NewVolumes { get; } = [];

    /// <summary>Whether the security settings of the endpoint bind the caller.</summary>
    public bool IsBound => caller.RoleOn(endpointId) is not Data.AccessControl.EndpointRole.EndpointAdministrator;

    /// <summary>
    /// The version in front of the path: the client's own, because answers differ by it; but what was checked is sent by the engine's
    /// present one, because old ones take settings from other places.
    /// </summary>
    public string? Version => Body is null || Session.Client.ApiVersion is null ? Path.Version : $"v{Session.Client.ApiVersion.ToString(2)}";

    public string PathAndQuery => Path.Target(Version) + Query;

    public CancellationToken Aborted => context.RequestAborted;
}
