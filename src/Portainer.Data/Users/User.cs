namespace Portainer.Data.Users;

/// <summary>A person who may sign in. ASP.NET Core Identity writes to it through <see cref="UserStore"/>.</summary>
public sealed class User
{
    public int Id { get; set; }

    public string UserName { get; set; } = "";

    public string NormalizedUserName { get; set; } = "";

    public UserRole Role { get; set; } = UserRole.Standard;

    public string? PasswordHash { get; set; }

    /// <summary>Changes with every change of credentials; sessions made under another stamp end.</summary>
    public string SecurityStamp { get; set; } = "";

    public bool LockoutEnabled { get; set; } = true;

    public DateTimeOffset? LockoutEnd { get; set; }

    public int AccessFailedCount { get; set; }

    public bool TwoFactorEnabled { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Rises with every update; an update made from an older version is refused.</summary>
    public long Version { get; set; }

    public bool IsAdministrator => Role == UserRole.Administrator;

    /// <summary>Encrypted as stored; <see cref="UserStore"/> reads and writes it in clear.</summary>
    internal string? AuthenticatorKey { get; set; }

    public override string ToString() => UserName;
}
