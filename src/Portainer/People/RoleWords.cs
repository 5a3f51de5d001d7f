using Portainer.Data.AccessControl;
using Portainer.Data.Users;

namespace Portainer.People;

/// <summary>The roles in people's words; what each may do in detail is the policy's table.</summary>
internal static class RoleWords
{
    /// <summary>From the most to the least.</summary>
    public static readonly IReadOnlyList<(EndpointRole Role, string Name, string Sentence)> All =
    [
        (EndpointRole.EndpointAdministrator, "Endpoint administrator", "Everything on the endpoint, on whatever is there; nothing of this console itself."),
        (EndpointRole.Operator, "Operator", "Sees everything and runs what is there: start, stop, logs, consoles, limits, newer images. Makes and removes nothing."),
        (EndpointRole.StandardUser, "Standard user", "Makes, changes and removes what is their own or their team's. Sees nothing else but what is public."),
        (EndpointRole.Helpdesk, "Helpdesk", "Sees everything, logs and statistics too, and changes nothing. No consoles."),
        (EndpointRole.ReadOnly, "Read-only", "Sees what is their own, their team's or public, and changes nothing."),
    ];

    public static string Of(EndpointRole role) => All.First(row => row.Role == role).Name;

    public static string Sentence(EndpointRole role) => All.First(row => row.Role == role).Sentence;

    public static string Of(UserRole role) => role == UserRole.Administrator ? "Administrator" : "Standard user";
}
