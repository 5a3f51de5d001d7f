namespace Portainer.Data.AccessControl;

/// <summary>
/// Whom an object belongs to, administrators aside: everybody with access to its endpoint (public), nobody (administrators
/// only), or the users and teams named; an empty list of both is nobody too. An object without control is hidden likewise.
/// </summary>
public sealed record ResourceControl
{
    public required int Id { get; init; }

    /// <summary>See <see cref="Realms"/>.</summary>
    public required string Realm { get; init; }

    public required ResourceType Type { get; init; }

    /// <summary>The engine's id; a volume's or a stack's name.</summary>
    public required string ResourceId { get; init; }

    public bool IsPublic { get; init; }

    public bool AdministratorsOnly { get; init; }

    public IdSet UserIds { get; init; } = IdSet.Empty;

    public IdSet TeamIds { get; init; } = IdSet.Empty;

    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>Whom an object shall belong to. Public and administrators only at once is refused; each makes the lists empty.</summary>
public sealed record Ownership
{
    public static Ownership Public { get; } = new() { IsPublic = true };

    public static Ownership Administrators { get; } = new() { AdministratorsOnly = true };

    public bool IsPublic { get; init; }

    public bool AdministratorsOnly { get; init; }

    public IdSet UserIds { get; init; } = IdSet.Empty;

    public IdSet TeamIds { get; init; } = IdSet.Empty;

    public static Ownership Private(int userId) => new() { UserIds = [userId] };

    /// <exception cref="InvalidFieldException">It is public and administrators only.</exception>
    internal Ownership Normalize() => (IsPublic, AdministratorsOnly) switch
    {
        (true, true) => throw new InvalidFieldException(
            nameof(AdministratorsOnly), "An object cannot be public and for administrators only: choose one of both."),
        (true, false) => Public,
        (false, true) => Administrators,
        _ => this,
    };
}
