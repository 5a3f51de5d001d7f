using Portainer.Data.Users;

namespace Portainer.People;

/// <summary>What the form of a new user holds before it is saved.</summary>
public sealed class UserDraft
{
    public string Name { get; set; } = "";

    public string Password { get; set; } = "";

    public UserRole Role { get; set; } = UserRole.Standard;

    public HashSet<int> TeamIds { get; } = [];
}
