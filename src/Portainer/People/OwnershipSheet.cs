using Portainer.Access;
using Portainer.Data.AccessControl;

namespace Portainer.People;

/// <summary>Whose a thing is, and what somebody may make of that.</summary>
/// <param name="Text">"public", "administrators", "ann, team web".</param>
/// <param name="Control">What counts for it; null when nobody was ever given it.</param>
/// <param name="IsDerived">It has no control of its own: <paramref name="Control"/> is its service's or stack's, or what its labels say.</param>
public sealed record OwnershipSheet(string Text, ResourceControl? Control, bool IsDerived)
{
    public bool MayChange { get; init; }

    /// <summary>May also make it public or the administrators'.</summary>
    public bool GivesToAnybody { get; init; }

    /// <summary>To whom it can be given.</summary>
    public IReadOnlyList<Person> Users { get; init; } = [];

    public IReadOnlyList<Person> Teams { get; init; } = [];

    public bool IsPublic => Control is { IsPublic: true };

    public bool IsAdministrators => Control is null or { AdministratorsOnly: true } or { IsPublic: false, UserIds.Count: 0, TeamIds.Count: 0 };

    /// <summary>The stack it has its owners from; null for none.</summary>
    public string? Stack => IsDerived && Control is { Id: > 0, Type: ResourceType.Stack } control ? control.ResourceId : null;

    /// <summary>Where that comes from.</summary>
    public string Origin => (IsDerived, Control) switch
    {
        (_, null) => "nobody was given it",
        (false, _) => "set on it",
        (_, { Id: > 0, Type: ResourceType.Stack }) => "from its stack",
        (_, { Id: > 0 }) => "from its service",
        _ => "from the labels it was made with",
    };

    internal static string Word(AccessFacts facts, ResourceControl? control) => control switch
    {
        null or { AdministratorsOnly: true } => "administrators",
        { IsPublic: true } => "public",
        { UserIds.Count: 0, TeamIds.Count: 0 } => "administrators",
        _ => string.Join(", ", control.UserIds.Select(facts.UserName).Concat(control.TeamIds.Select(id => $"team {facts.TeamName(id)}"))),
    };
}
