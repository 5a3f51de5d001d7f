using Portainer.Access;
using Portainer.Data;
using Portainer.Data.Teams;
using Portainer.Data.Users;

namespace Portainer.People;

/// <summary>Teams and who is in them, by <see cref="PeopleRules"/>. What is changed is in force when a call returns, on open pages too.</summary>
internal sealed class TeamActions(TeamStore store, UserStore users, AccessReader rights)
{
    /// <summary>What goes with a removed team, and what stays.</summary>
    public const string RemovalSentence = "Its members stay users, without the roles and things that were the team's. What only the team owned stays on the engines, for those who see everything.";

    /// <summary>By name: all, or those the caller leads.</summary>
    public async Task<IReadOnlyList<TeamRow>> ListAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (!PeopleRules.SeesTeams(caller))
        {
            throw new AccessDeniedException(AccessPolicy.Refusal(caller, Operation.ManagePeople));
        }

        var names = (await users.ListAsync(cancellationToken)).ToDictionary(user => user.Id, user => user.UserName);
        var memberships = (await store.ListMembershipsAsync(cancellationToken)).ToLookup(membership => membership.TeamId);
        return [.. (await store.ListAsync(cancellationToken)).Where(team => PeopleRules.ManagesMembers(caller, team.Id)).Select(team => new TeamRow(
            team.Id, team.Name, Names(memberships[team.Id], TeamRole.Leader, names), Names(memberships[team.Id], TeamRole.Member, names)))];
    }

    /// <exception cref="AccessDeniedException">The caller does not lead it.</exception>
    /// <exception cref="MissingRowException">There is no such team.</exception>
    public async Task<TeamSheet> FindAsync(Caller caller, int id, CancellationToken cancellationToken)
    {
        PeopleRules.DemandMembers(caller, id);
        var team = await store.FindAsync(id, cancellationToken) ?? throw new MissingRowException($"There is no team {id} (any more): reload the list of teams.");
        var everybody = await users.ListAsync(cancellationToken);
        var roles = (await store.MembershipsOfTeamAsync(id, cancellationToken)).ToDictionary(membership => membership.UserId, membership => membership.Role);
        return new(
            team,
            [.. everybody.Where(user => roles.ContainsKey(user.Id)).Select(user => new TeamMember(user.Id, user.UserName, roles[user.Id])).OrderBy(member => member.Role)],
            [.. everybody.Where(user => !roles.ContainsKey(user.Id) && MayAdd(caller, user)).Select(user => new Person(user.Id, user.UserName))]);
    }

    /// <summary>Who can be made leader of a new team.</summary>
    public async Task<IReadOnlyList<Person>> PeopleAsync(Caller caller, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.ManagePeople);
        return [.. (await users.ListAsync(cancellationToken)).Select(user => new Person(user.Id, user.UserName))];
    }

    /// <exception cref="RefusedChangeException">The name is taken or none; nothing was added.</exception>
    public async Task<Team> AddAsync(Caller caller, string name, IdSet leaderIds, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.ManagePeople);
        var team = await store.CreateAsync(name, leaderIds, cancellationToken);
        await rights.ReadAgainAsync(CancellationToken.None);
        return team;
    }

    /// <exception cref="RefusedChangeException">The name is taken or none.</exception>
    public async Task RenameAsync(Caller caller, int id, string name, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.ManagePeople);
        await store.RenameAsync(id, name, cancellationToken);
        await rights.ReadAgainAsync(CancellationToken.None);
    }

    /// <summary>Removes the team with all that it was given; its members stay users.</summary>
    public async Task RemoveAsync(Caller caller, int id, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.ManagePeople);
        await store.DeleteAsync(id, cancellationToken);
        await rights.ReadAgainAsync(CancellationToken.None);
    }

    /// <summary>Adds a plain member.</summary>
    /// <exception cref="AccessDeniedException">The caller does not lead the team, or it is an administrator, whom only administrators add.</exception>
    /// <exception cref="RefusedChangeException">They are in it already, or gone.</exception>
    public async Task AddMemberAsync(Caller caller, int id, int userId, CancellationToken cancellationToken)
    {
        PeopleRules.DemandMembers(caller, id);
        var user = await users.FindAsync(userId, cancellationToken) ?? throw new MissingRowException($"There is no user {userId} (any more): choose again.");
        if (!MayAdd(caller, user))
        {
            throw new AccessDeniedException($"{caller.Name} may not add {user.UserName} to the team. Ask an administrator for it.");
        }

        await store.AddMemberAsync(id, userId, TeamRole.Member, cancellationToken);
        await rights.ReadAgainAsync(CancellationToken.None);
    }

    /// <summary>Makes a member leader, or a leader plain member.</summary>
    public async Task ChangeRoleAsync(Caller caller, int id, int userId, TeamRole role, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.ManagePeople);
        await store.ChangeMemberRoleAsync((await MembershipAsync(id, userId, cancellationToken)).Id, role, cancellationToken);
        await rights.ReadAgainAsync(CancellationToken.None);
    }

    /// <exception cref="AccessDeniedException">The caller does not lead the team, or it is a leader, whom only administrators take out.</exception>
    public async Task RemoveMemberAsync(Caller caller, int id, int userId, CancellationToken cancellationToken)
    {
        PeopleRules.DemandMembers(caller, id);
        var membership = await MembershipAsync(id, userId, cancellationToken);
        if (membership.Role == TeamRole.Leader && !PeopleRules.ManagesAll(caller))
        {
            throw new AccessDeniedException($"{caller.Name} may not take a leader out of the team. Ask an administrator for it.");
        }

        await store.RemoveMemberAsync(membership.Id, cancellationToken);
        await rights.ReadAgainAsync(CancellationToken.None);
    }

    // Leaders are not shown who is administrator.
    private static bool MayAdd(Caller caller, User user) => !user.IsAdministrator || PeopleRules.ManagesAll(caller);

    private async Task<TeamMembership> MembershipAsync(int id, int userId, CancellationToken cancellationToken) =>
        (await store.MembershipsOfTeamAsync(id, cancellationToken)).FirstOrDefault(membership => membership.UserId == userId)
        ?? throw new MissingRowException($"User {userId} is not in team {id} (any more): reload the team.");

    private static Fleet.NameList Names(IEnumerable<TeamMembership> memberships, TeamRole role, Dictionary<int, string> names) =>
        new([.. memberships.Where(membership => membership.Role == role).Select(membership => names.GetValueOrDefault(membership.UserId, "")).Order(StringComparer.CurrentCultureIgnoreCase)]);
}
