namespace Portainer.Data.Users;

/// <summary>What an administrator gives to add a person. A null password hash is somebody who signs in elsewhere (directory, OAuth).</summary>
public sealed record NewUser(string UserName, UserRole Role)
{
    public string? PasswordHash { get; init; }
}
