namespace Portainer.Data.AccessControl;

/// <summary>What a person may do on an endpoint; Portainer's role ids. The table of operations is the policy's.</summary>
public enum EndpointRole
{
    /// <summary>Everything on the endpoint, nothing beyond it.</summary>
    EndpointAdministrator = 1,

    /// <summary>Looks at everything and at logs; changes nothing.</summary>
    Helpdesk = 2,

    /// <summary>Makes and changes what is theirs.</summary>
    StandardUser = 3,

    /// <summary>Looks at what is theirs.</summary>
    ReadOnly = 4,

    /// <summary>Looks at everything, opens logs and consoles, changes ownership; makes, starts and stops nothing.</summary>
    Operator = 5,
}
