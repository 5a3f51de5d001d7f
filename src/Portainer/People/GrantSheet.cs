using Portainer.Data.AccessControl;
using Portainer.Data.Endpoints;

namespace Portainer.People;

/// <summary>A role that a user or team has.</summary>
/// <param name="Holder">Their name.</param>
public sealed record GrantRow(Grant Grant, string Holder);

/// <summary>A user or team that can be given a role.</summary>
public sealed record GrantHolding(GrantHolder Kind, int Id, string Name)
{
    /// <summary>In lists to choose from.</summary>
    public string Key => $"{Kind}-{Id}";

    public bool Has(Grant grant) => grant.Holder == Kind && grant.HolderId == Id;
}

/// <summary>Who has which role on an endpoint or group.</summary>
/// <param name="Name">Of the endpoint or group.</param>
/// <param name="Group">The group itself, or the one the endpoint is in.</param>
/// <param name="Own">Given there.</param>
/// <param name="Inherited">Given to an endpoint's group.</param>
public sealed record GrantSheet(string Name, EndpointGroup Group, IReadOnlyList<GrantRow> Own, IReadOnlyList<GrantRow> Inherited)
{
    /// <summary>Who has none there yet.</summary>
    public required IReadOnlyList<GrantHolding> Others { get; init; }
}
