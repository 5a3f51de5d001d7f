namespace Portainer.Data.Audit;

/// <summary>Somebody did something somewhere, as it is kept. Names are those of that moment: they outlive who and what they name.</summary>
public sealed record AuditEntry
{
    /// <summary>Counted without gaps.</summary>
    public required long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Null when nobody was signed in.</summary>
    public int? UserId { get; init; }

    /// <summary>Of a failed sign-in: the name that was tried.</summary>
    public string UserName { get; init; } = "";

    /// <summary>The network address the request came from; empty for what we did ourselves.</summary>
    public string Address { get; init; } = "";

    /// <summary>Null when it is about no endpoint.</summary>
    public int? EndpointId { get; init; }

    public string EndpointName { get; init; } = "";

    /// <summary>What was asked for, in the words of the policy.</summary>
    public required string Action { get; init; }

    /// <summary>On what: a container's name, a route, a user.</summary>
    public string Target { get; init; } = "";

    public required AuditOutcome Outcome { get; init; }

    /// <summary>The failure's sentence or what else helps; never a secret.</summary>
    public string Detail { get; init; } = "";
}

/// <summary>What happened, to be noted; the store gives it number and time, and cuts every text at 2,000 characters.</summary>
public sealed record NewAuditEntry(string Action, AuditOutcome Outcome)
{
    public int? UserId { get; init; }

    public string UserName { get; init; } = "";

    public string Address { get; init; } = "";

    public int? EndpointId { get; init; }

    public string EndpointName { get; init; } = "";

    public string Target { get; init; } = "";

    public string Detail { get; init; } = "";
}

/// <summary>Which entries to show; null and empty let everything pass.</summary>
public sealed record AuditFilter
{
    public static AuditFilter All { get; } = new();

    public int? UserId { get; init; }

    /// <summary>The whole name as noted, for people who are gone and names that were tried.</summary>
    public string? UserName { get; init; }

    public int? EndpointId { get; init; }

    /// <summary>Part of the action, whatever the case of its Latin letters.</summary>
    public string? Action { get; init; }

    public AuditOutcome? Outcome { get; init; }

    /// <summary>At that moment or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before that moment.</summary>
    public DateTimeOffset? To { get; init; }
}

/// <summary>Where the chain does not hold: the first entry that was changed, removed or put in, and what is wrong with it.</summary>
public sealed record AuditBreak(long Id, string Sentence);
