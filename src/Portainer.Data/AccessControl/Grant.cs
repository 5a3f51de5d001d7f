namespace Portainer.Data.AccessControl;

/// <summary>What a grant is for: one endpoint, or all endpoints of a group, those that come later included.</summary>
public enum GrantScope
{
    Endpoint = 1,
    Group = 2,
}

/// <summary>Who holds a grant.</summary>
public enum GrantHolder
{
    User = 1,
    Team = 2,
}

/// <summary>
/// A person or team has a role on an endpoint or group: a row of Portainer's <c>UserAccessPolicies</c> and
/// <c>TeamAccessPolicies</c>. A holder has one role in each scope.
/// </summary>
public sealed record Grant(GrantScope Scope, int ScopeId, GrantHolder Holder, int HolderId, EndpointRole Role);
