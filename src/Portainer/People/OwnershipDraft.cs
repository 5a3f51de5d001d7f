using Portainer.Data;
using Portainer.Data.AccessControl;

namespace Portainer.People;

/// <summary>The ways a thing can belong to people.</summary>
internal enum OwnershipKind
{
    Public,
    Administrators,
    Restricted,
}

/// <summary>What the form of a thing's owners holds before it is saved.</summary>
internal sealed class OwnershipDraft
{
    public static readonly IReadOnlyList<(OwnershipKind Kind, string Title, string Hint)> Kinds =
    [
        (OwnershipKind.Restricted, "Chosen users and teams", "They see it and do with it what their role allows."),
        (OwnershipKind.Administrators, "Administrators", "Only those whose role sees everything on this endpoint."),
        (OwnershipKind.Public, "Public", "Everybody with a role on this endpoint."),
    ];

    public OwnershipKind Kind { get; set; }

    public HashSet<int> Users { get; } = [];

    public HashSet<int> Teams { get; } = [];

    /// <exception cref="InvalidFieldException">Nobody was chosen.</exception>
    public Ownership Wanted => Kind switch
    {
        OwnershipKind.Public => Ownership.Public,
        OwnershipKind.Administrators => Ownership.Administrators,
        _ when Users.Count + Teams.Count == 0 => throw new InvalidFieldException(nameof(Users), "Choose at least one user or team."),
        _ => new() { UserIds = [.. Users], TeamIds = [.. Teams] },
    };

    /// <summary>As things stand, as far as whoever asks can choose them.</summary>
    public static OwnershipDraft From(OwnershipSheet sheet, int self)
    {
        var draft = new OwnershipDraft
        {
            Kind = !sheet.GivesToAnybody ? OwnershipKind.Restricted
                : sheet.IsPublic ? OwnershipKind.Public
                : sheet.IsAdministrators ? OwnershipKind.Administrators
                : OwnershipKind.Restricted,
        };
        draft.Users.UnionWith((sheet.Control?.UserIds ?? []).Where(id => sheet.Users.Any(person => person.Id == id)));
        draft.Teams.UnionWith((sheet.Control?.TeamIds ?? []).Where(id => sheet.Teams.Any(team => team.Id == id)));
        if (!sheet.GivesToAnybody && draft.Users.Count + draft.Teams.Count == 0)
        {
            draft.Users.Add(self);
        }

        return draft;
    }
}
