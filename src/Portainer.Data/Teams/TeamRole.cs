namespace Portainer.Data.Teams;

/// <summary>Portainer's numbers. A leader adds and removes members of the team; else both may do the same.</summary>
public enum TeamRole
{
    Leader = 1,
    Member = 2,
}
