using System.Collections.Frozen;

namespace Portainer.Access;

/// <summary>What an API key leaves of its owner's rights. A session has all of them.</summary>
/// <param name="IsReadOnly">Only what changes nothing: the rows of <see cref="AccessPolicy"/> that a read-only user has.</param>
/// <param name="Endpoints">Only these; null: all of the owner's.</param>
public sealed record KeyScope(bool IsReadOnly, FrozenSet<int>? Endpoints)
{
    /// <summary>No limit.</summary>
    public static readonly KeyScope All = new(false, null);

    internal bool Covers(int? endpointId, RoleSet row) =>
        (!IsReadOnly || row.HasFlag(RoleSet.ReadOnly)) && (Endpoints is null || (endpointId is { } id && Endpoints.Contains(id)));
}
