namespace Portainer.Data.Users;

/// <summary>Portainer's numbers.</summary>
public enum UserRole
{
    Administrator = 1,
    Standard = 2,
}
