using Portainer.Access;
using Portainer.Data.AccessControl;
using Portainer.Data.Endpoints;
using Portainer.Data.Users;

namespace Portainer.People;

/// <summary>The role somebody has on an endpoint, and the grant it comes from.</summary>
/// <param name="Team">Name of the team that was given it; null when the person was.</param>
public sealed record RoleOrigin(DockerEndpoint Endpoint, Grant Grant, string? Team)
{
    internal static RoleOrigin? Of(AccessFacts facts, User user, DockerEndpoint endpoint) =>
        !user.IsAdministrator && facts.GrantOn(user.Id, endpoint.Id) is { } grant
            ? new(endpoint, grant, grant.Holder == GrantHolder.Team ? facts.TeamName(grant.HolderId) : null)
            : null;
}
