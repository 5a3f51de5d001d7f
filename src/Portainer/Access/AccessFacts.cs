using System.Collections.Frozen;
using Portainer.Data.AccessControl;
using Portainer.Data.Teams;

namespace Portainer.Access;

/// <summary>Who is in which team, has which role where and owns what: everything the rules need, immutable and replaced as a whole.</summary>
internal sealed class AccessFacts
{
    /// <summary>Nobody has any right.</summary>
    public static readonly AccessFacts None = new() { Memberships = [], Grants = [], Groups = [], Controls = [], Security = [], UserIds = [], TeamIds = [], Administrators = [] };

    private static readonly FrozenSet<int> NoTeams = FrozenSet<int>.Empty;

    // The strongest first: who has several through teams has the first of them.
    private static readonly EndpointRole[] Strength =
        [EndpointRole.EndpointAdministrator, EndpointRole.StandardUser, EndpointRole.Operator, EndpointRole.Helpdesk, EndpointRole.ReadOnly];

    private FrozenDictionary<int, FrozenSet<int>> _teams = FrozenDictionary<int, FrozenSet<int>>.Empty;
    private FrozenDictionary<int, FrozenSet<int>> _led = FrozenDictionary<int, FrozenSet<int>>.Empty;
    private FrozenSet<int>? _administrators;
    private FrozenDictionary<int, int> _groups = FrozenDictionary<int, int>.Empty;
    private FrozenDictionary<(GrantScope, int), Grant[]> _grants = FrozenDictionary<(GrantScope, int), Grant[]>.Empty;
    private FrozenDictionary<(string Realm, ResourceType Type, string Id), ResourceControl> _controls = FrozenDictionary<(string, ResourceType, string), ResourceControl>.Empty;
    private FrozenDictionary<int, EndpointSecurity> _security = FrozenDictionary<int, EndpointSecurity>.Empty;
    private FrozenDictionary<string, int> _userIds = FrozenDictionary<string, int>.Empty;
    private FrozenDictionary<string, int> _teamIds = FrozenDictionary<string, int>.Empty;
    private FrozenDictionary<int, string> _userNames = FrozenDictionary<int, string>.Empty;
    private FrozenDictionary<int, string> _teamNames = FrozenDictionary<int, string>.Empty;

    public required IEnumerable<TeamMembership> Memberships
    {
        init => (_teams, _led) = (TeamsByUser(value), TeamsByUser(value.Where(membership => membership.Role == TeamRole.Leader)));
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

    /// <summary>Ids; left out where nobody asks whether somebody still is one.</summary>
    public IEnumerable<int> Administrators
    {
        init => _administrators = value.ToFrozenSet();
    }

    /// <summary>By name, whatever its case.</summary>
    public required IEnumerable<KeyValuePair<string, int>> UserIds
    {
        init => (_userIds, _userNames) = (value.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase), value.ToFrozenDictionary(pair => pair.Value, pair => pair.Key));
    }

    /// <summary>By name, whatever its case.</summary>
    public required IEnumerable<KeyValuePair<string, int>> TeamIds
    {
        init => (_teamIds, _teamNames) = (value.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase), value.ToFrozenDictionary(pair => pair.Value, pair => pair.Key));
    }

    /// <summary>Whether somebody whose session says administrator is none any more. With no administrator at all these facts are from before the first one.</summary>
    public bool IsFormerAdministrator(int userId) => _administrators is { Count: > 0 } administrators && !administrators.Contains(userId);

    public bool IsAdministrator(int userId) => _administrators?.Contains(userId) == true;

    public FrozenSet<int> TeamsOf(int userId) => _teams.GetValueOrDefault(userId, NoTeams);

    public FrozenSet<int> TeamsLedBy(int userId) => _led.GetValueOrDefault(userId, NoTeams);

    /// <summary>
    /// The role on an endpoint: the user's own there, else their own on its group, else the strongest of their teams there, else on its group
    /// (Portainer's order, so that one person can be given less than their team). Null: none, and the endpoint does not exist for them.
    /// </summary>
    public EndpointRole? RoleOn(int userId, int endpointId) => GrantOn(userId, endpointId)?.Role;

    /// <summary>The grant that <see cref="RoleOn"/> goes by: why somebody has their role.</summary>
    public Grant? GrantOn(int userId, int endpointId)
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

    /// <summary>Everybody's, by id.</summary>
    public IReadOnlyDictionary<int, string> UserNames => _userNames;

    public string UserName(int id) => _userNames.GetValueOrDefault(id, $"user {id}");

    public string TeamName(int id) => _teamNames.GetValueOrDefault(id, $"team {id}");

    private Grant[] GrantsOf(GrantScope scope, int id) => _grants.GetValueOrDefault((scope, id)) ?? [];

    private static FrozenDictionary<int, FrozenSet<int>> TeamsByUser(IEnumerable<TeamMembership> memberships) =>
        memberships.GroupBy(membership => membership.UserId).ToFrozenDictionary(user => user.Key, user => user.Select(membership => membership.TeamId).ToFrozenSet());

    private static Grant? OfUser(Grant[] grants, int userId) => grants.FirstOrDefault(grant => grant.Holder == GrantHolder.User && grant.HolderId == userId);

    private static Grant? OfTeams(Grant[] grants, FrozenSet<int> teams) =>
        grants.Where(grant => grant.Holder == GrantHolder.Team && teams.Contains(grant.HolderId)).MinBy(grant => Array.IndexOf(Strength, grant.Role));
}
