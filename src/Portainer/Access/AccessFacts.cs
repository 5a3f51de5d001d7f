using System.Collections.Frozen;
using Portainer.Data.AccessControl;
using Portainer.Data.Teams;

namespace Portainer.Access;

/// <summary>Who is in which team, has which role where and owns what: everything the rules need, immutable and replaced as a whole.</summary>
internal sealed class AccessFacts
{
    /// <summary>Nobody has any right.</summary>
    public static readonly AccessFacts None = new() { Memberships = [], Grants = [], Groups = [], Controls = [], Security = [], UserIds = [], TeamIds = [] };

    private static readonly FrozenSet<int> NoTeams = FrozenSet<int>.Empty;

    // The strongest first: who has several through teams has the first of them.
    private static readonly EndpointRole[] Strength =
        [EndpointRole.EndpointAdministrator, EndpointRole.StandardUser, EndpointRole.Operator, EndpointRole.Helpdesk, EndpointRole.ReadOnly];

    private FrozenDictionary<int, FrozenSet<int>> _teams = FrozenDictionary<int, FrozenSet<int>>.Empty;
    private FrozenDictionary<int, int> _groups = FrozenDictionary<int, int>.Empty;
    private FrozenDictionary<(GrantScope, int), Grant[]> _grants = FrozenDictionary<(GrantScope, int), Grant[]>.Empty;
    private FrozenDictionary<(string Realm, ResourceType Type, string Id), ResourceControl> _controls = FrozenDictionary<(string, ResourceType, string), ResourceControl>.Empty;
    private FrozenDictionary<int, EndpointSecurity> _security = FrozenDictionary<int, EndpointSecurity>.Empty;
    private FrozenDictionary<string, int> _userIds = FrozenDictionary<string, int>.Empty;
    private FrozenDictionary<string, int> _teamIds = FrozenDictionary<string, int>.Empty;

    public required IEnumerable<TeamMembership> Memberships
    {
        init => _teams = value.GroupBy(membership => membership.UserId).ToFrozenDictionary(user => user.Key, user => user.Select(membership => membership.TeamId).ToFrozenSet());
    }

    public required IEnumerable<Grant> Grants
    {
        init => _grants = value.GroupBy(grant => (grant.Scope, grant.ScopeId)).ToFrozenDictionary(scope => scope.Key, scope => scope.ToArray());
    }

    /// <summary>Endpoint id to the id of its group.</summary>
    public required IEnumerable<KeyValuePair<int, int>> Groups
    {
        init => _groups = value.ToFrozenDictionary();
    }

    public required IEnumerable<ResourceControl> Controls
    {
        init => _controls = value.ToFrozenDictionary(control => (control.Realm, control.Type, control.ResourceId));
    }

    /// <summary>By endpoint id.</summary>
    public required IEnumerable<KeyValuePair<int, EndpointSecurity>> Security
    {
        init => _security = value.ToFrozenDictionary();
    }

    /// <summary>By name, whatever its case.</summary>
    public required IEnumerable<KeyValuePair<string, int>> UserIds
    {
        init => _userIds = value.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>By name, whatever its case.</summary>
    public required IEnumerable<KeyValuePair<string, int>> TeamIds
    {
        init => _teamIds = value.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    public FrozenSet<int> TeamsOf(int userId) => _teams.GetValueOrDefault(userId, NoTeams);

    /// <summary>
    /// The role on an endpoint: the user's own there, else their own on its group, else the strongest of their teams there, else on its group
    /// (Portainer's order, so that one person can be given less than their team). Null: none, and the endpoint does not exist for them.
    /// </summary>
    public EndpointRole? RoleOn(int userId, int endpointId)
    {
        var here = GrantsOf(GrantScope.Endpoint, endpointId);
        var around = _groups.TryGetValue(endpointId, out var group) ? GrantsOf(GrantScope.Group, group) : [];
        var teams = TeamsOf(userId);
        return OfUser(here, userId) ?? OfUser(around, userId) ?? OfTeams(here, teams) ?? OfTeams(around, teams);
    }

    public ResourceControl? ControlOf(string realm, ResourceType type, string id) => _controls.GetValueOrDefault((realm, type, id));

    public EndpointSecurity SecurityOf(int endpointId) => _security.GetValueOrDefault(endpointId) ?? EndpointSecurity.Default;

    public int? UserId(string name) => _userIds.TryGetValue(name, out var id) ? id : null;

    public int? TeamId(string name) => _teamIds.TryGetValue(name, out var id) ? id : null;

    private Grant[] GrantsOf(GrantScope scope, int id) => _grants.GetValueOrDefault((scope, id)) ?? [];

    private static EndpointRole? OfUser(Grant[] grants, int userId) =>
        grants.Where(grant => grant.Holder == GrantHolder.User && grant.HolderId == userId).Select(grant => (EndpointRole?)grant.Role).FirstOrDefault();

    private static EndpointRole? OfTeams(Grant[] grants, FrozenSet<int> teams) =>
        grants.Where(grant => grant.Holder == GrantHolder.Team && teams.Contains(grant.HolderId))
            .Select(grant => (EndpointRole?)grant.Role).MinBy(role => Array.IndexOf(Strength, role!.Value));
}
