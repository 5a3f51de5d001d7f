using Portainer.Data.AccessControl;

namespace Portainer.Access;

/// <summary>Roles that a row of <see cref="AccessPolicy"/> is open to.</summary>
[Flags]
internal enum RoleSet
{
    None = 0,

    /// <summary>Everything on the endpoint and all that is on it; nothing of the product itself.</summary>
    EndpointAdministrator = 1,

    /// <summary>Runs what is there: start, stop, logs, consoles, limits, newer images. Makes and removes nothing.</summary>
    Operator = 2,

    /// <summary>Sees everything on the endpoint and changes nothing; no consoles.</summary>
    Helpdesk = 4,

    /// <summary>Makes, changes and removes what is their own or their team's.</summary>
    StandardUser = 8,

    /// <summary>Sees what is their own, their team's or public.</summary>
    ReadOnly = 16,
}

internal static class RoleSets
{
    public static bool Holds(this RoleSet set, EndpointRole role) => (set & Of(role)) != 0;

    /// <summary>Whether the role sees every object of its endpoint, whoever owns it.</summary>
    public static bool SeesEverything(this EndpointRole role) => role is EndpointRole.EndpointAdministrator or EndpointRole.Operator or EndpointRole.Helpdesk;

    private static RoleSet Of(EndpointRole role) => role switch
    {
        EndpointRole.EndpointAdministrator => RoleSet.EndpointAdministrator,
        EndpointRole.Operator => RoleSet.Operator,
        EndpointRole.Helpdesk => RoleSet.Helpdesk,
        EndpointRole.StandardUser => RoleSet.StandardUser,
        EndpointRole.ReadOnly => RoleSet.ReadOnly,
        _ => RoleSet.None,
    };
}
