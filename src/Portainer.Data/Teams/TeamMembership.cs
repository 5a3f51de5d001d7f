namespace Portainer.Data.Teams;

/// <summary>One person in one team, at most once.</summary>
public sealed record TeamMembership
{
    public required int Id { get; init; }

    public required int TeamId { get; init; }

    public required int UserId { get; init; }

    public required TeamRole Role { get; init; }
}
