namespace Portainer.Data.Teams;

/// <summary>People who are given access together.</summary>
public sealed record Team
{
    public required int Id { get; init; }

    public required string Name { get; init; }
}
