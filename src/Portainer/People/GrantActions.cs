using Portainer.Access;
using Portainer.Data;
using Portainer.Data.AccessControl;
using Portainer.Data.Endpoints;
using Portainer.Data.Teams;
using Portainer.Data.Users;

namespace Portainer.People;

/// <summary>Who has which role on an endpoint or group. What is changed is in force when a call returns, on open pages too.</summary>
internal sealed class GrantActions(GrantStore grants, EndpointStore endpoints, EndpointGroupStore groups, UserStore users, TeamStore teams, AccessReader rights)
{
    /// <exception cref="MissingRowException">There is no such endpoint or group.</exception>
    public async Task<GrantSheet> FindAsync(Caller caller, GrantScope scope, int id, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.ManageAccess);
        var endpoint = scope == GrantScope.Endpoint ? await endpoints.FindAsync(id, cancellationToken) ?? throw Missing("endpoint", id) : null;
        var group = await groups.FindAsync(endpoint?.GroupId ?? id, cancellationToken) ?? throw Missing("group", id);
        GrantHolding[] holders =
        [
            .. (await teams.ListAsync(cancellationToken)).Select(team => new GrantHolding(GrantHolder.Team, team.Id, team.Name)),
            .. (await users.ListAsync(cancellationToken)).Where(user => !user.IsAdministrator).Select(user => new GrantHolding(GrantHolder.User, user.Id, user.UserName)),
        ];
        var own = await grants.ListAsync(scope, id, cancellationToken);
        var around = endpoint is null ? [] : await grants.ListAsync(GrantScope.Group, group.Id, cancellationToken);
        return new(endpoint?.Name ?? group.Name, group, Rows(own, holders), Rows(around, holders))
        {
            Others = [.. holders.Where(holder => !own.Any(grant => holder.Has(grant)))],
        };
    }

    /// <summary>Gives a role, in the place of the one the holder has there.</summary>
    /// <exception cref="MissingRowException">The endpoint or group, the user or team is gone.</exception>
    public async Task GiveAsync(Caller caller, Grant grant, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.ManageAccess);
        await grants.SetAsync(grant, cancellationToken);
        await rights.ReadAgainAsync(CancellationToken.None);
    }

    /// <summary>Takes a role away; what they have through a team or a group stays.</summary>
    public async Task TakeAsync(Caller caller, Grant grant, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.ManageAccess);
        await grants.DeleteAsync(grant.Scope, grant.ScopeId, grant.Holder, grant.HolderId, cancellationToken);
        await rights.ReadAgainAsync(CancellationToken.None);
    }

    // Administrators have every right anyway: a grant they still have from before says nothing.
    private static GrantRow[] Rows(IReadOnlyList<Grant> grants, GrantHolding[] holders) =>
        [.. holders.SelectMany(holder => grants.Where(holder.Has).Select(grant => new GrantRow(grant, holder.Name)))];

    private static MissingRowException Missing(string what, int id) => new($"There is no {what} {id} (any more): reload the list of {what}s.");
}
