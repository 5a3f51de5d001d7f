namespace Portainer.Data.Audit;

/// <summary>How what was asked for ended; the numbers are stored.</summary>
public enum AuditOutcome
{
    Done = 1,

    /// <summary>The policy said no.</summary>
    Refused = 2,

    /// <summary>It was tried and did not work.</summary>
    Failed = 3,
}
