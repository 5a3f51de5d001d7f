using Microsoft.AspNetCore.Identity;
using Portainer.Access;
using Portainer.Data;
using Portainer.Data.Endpoints;
using Portainer.Data.Teams;
using Portainer.Data.Users;

namespace Portainer.People;

/// <summary>
/// What administrators do to other people's accounts. Nobody removes or demotes themselves; of the last administrator the store says why not.
/// What is changed is in force when a call returns, on open pages too.
/// </summary>
internal sealed class UserActions(
    UserStore store, TeamStore teams, EndpointStore endpoints, EndpointGroupStore groups, AccessBook book, AccessReader rights, UserManager<User> accounts, TimeProvider time)
{
    /// <summary>What goes with a removed user, and what stays.</summary>
    public const string RemovalSentence =
        "Their sessions end, and their roles and memberships go. What only they owned stays on the engines, for those who see everything.";

    /// <summary>Everybody, by name.</summary>
    public async Task<IReadOnlyList<UserRow>> ListAsync(Caller caller, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.ManagePeople);
        var names = (await teams.ListAsync(cancellationToken)).ToDictionary(team => team.Id, team => team.Name);
        var memberships = (await teams.ListMembershipsAsync(cancellationToken)).ToLookup(membership => membership.UserId, membership => names.GetValueOrDefault(membership.TeamId, ""));
        return [.. (await store.ListAsync(cancellationToken)).Select(user => UserRow.From(user, memberships[user.Id], time.GetUtcNow()))];
    }

    /// <exception cref="MissingRowException">There is no such user.</exception>
    public async Task<UserSheet> FindAsync(Caller caller, int id, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.ManagePeople);
        var user = await FindAsync(id, cancellationToken);
        var memberships = await teams.MembershipsOfUserAsync(id, cancellationToken);
        var everywhere = await endpoints.ListAsync(cancellationToken);
        return new(
            UserRow.From(user, memberships.Select(membership => book.Facts.TeamName(membership.TeamId)), time.GetUtcNow()),
            [.. memberships.Select(membership => membership.TeamId)],
            [.. everywhere.Select(endpoint => RoleOrigin.Of(book.Facts, user, endpoint)).OfType<RoleOrigin>()],
            everywhere.Count)
        {
            Teams = await teams.ListAsync(cancellationToken),
            Groups = (await groups.ListAsync(cancellationToken)).ToDictionary(group => group.Id, group => group.Name),
        };
    }

    /// <summary>All teams, to choose from.</summary>
    public async Task<IReadOnlyList<Team>> TeamsAsync(Caller caller, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.ManagePeople);
        return await teams.ListAsync(cancellationToken);
    }

    /// <exception cref="RefusedChangeException">Name or password cannot be had; the message says why. Nobody was added.</exception>
    public async Task<User> AddAsync(Caller caller, UserDraft draft, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.ManagePeople);
        var name = Named(draft.Name);
        var hash = await HashAsync(new() { UserName = name }, draft.Password);
        var user = await store.AddAsync(new(name, draft.Role) { PasswordHash = hash }, cancellationToken);
        await JoinAsync(user.Id, draft.TeamIds, CancellationToken.None);
        await rights.ReadAgainAsync(CancellationToken.None);
        return user;
    }

    /// <exception cref="RefusedChangeException">The name is taken or cannot be had.</exception>
    public async Task RenameAsync(Caller caller, int id, string name, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.ManagePeople);
        await store.RenameAsync(id, Named(name), cancellationToken);
        await rights.ReadAgainAsync(CancellationToken.None);
    }

    /// <summary>Another role ends the person's sessions.</summary>
    /// <exception cref="RefusedChangeException">It is the caller, or the last administrator.</exception>
    public async Task ChangeRoleAsync(Caller caller, int id, UserRole role, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.ManagePeople);
        RefuseSelf(caller, id, "Your own role was not changed: ask another administrator to do that, so that nobody locks themselves out.");
        await store.ChangeRoleAsync(id, role, cancellationToken);
        await rights.ReadAgainAsync(CancellationToken.None);
    }

    /// <summary>Gives the person another password and ends their sessions and lockout.</summary>
    /// <exception cref="RefusedChangeException">It is the caller, or the password is none.</exception>
    public async Task SetPasswordAsync(Caller caller, int id, string password, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.ManagePeople);
        RefuseSelf(caller, id, "Your own password is changed on the page Account, where the current one is asked for.");
        var user = await FindAsync(id, cancellationToken);
        user.PasswordHash = await HashAsync(user, password);
        user.SecurityStamp = Guid.NewGuid().ToString("N");
        var result = await store.UpdateAsync(user, cancellationToken);
        if (!result.Succeeded)
        {
            throw new BrokenRuleException($"The password of {user.UserName} was not changed, because somebody else changed the account at the same moment: repeat it.");
        }

        await UnlockAsync(user);
    }

    /// <summary>Ends a lockout after failed attempts to sign in.</summary>
    public async Task UnlockAsync(Caller caller, int id, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.ManagePeople);
        await UnlockAsync(await FindAsync(id, cancellationToken));
    }

    /// <summary>Puts the person into exactly these teams; where they are in one already, their role in it stays.</summary>
    public async Task SetTeamsAsync(Caller caller, int id, IdSet teamIds, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.ManagePeople);
        var memberships = await teams.MembershipsOfUserAsync(id, cancellationToken);
        foreach (var left in memberships.Where(membership => !teamIds.Contains(membership.TeamId)))
        {
            await teams.RemoveMemberAsync(left.Id, CancellationToken.None);
        }

        try
        {
            await JoinAsync(id, teamIds.Where(team => memberships.All(membership => membership.TeamId != team)), CancellationToken.None);
        }
        finally
        {
            await rights.ReadAgainAsync(CancellationToken.None);
        }
    }

    /// <summary>Removes the person with all they were given. Their things stay, for administrators.</summary>
    /// <exception cref="RefusedChangeException">It is the caller, or the last administrator.</exception>
    public async Task RemoveAsync(Caller caller, int id, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.ManagePeople);
        RefuseSelf(caller, id, $"{caller.Name} was not removed: nobody removes themselves. Another administrator can.");
        await store.RemoveAsync(id, cancellationToken);
        await rights.ReadAgainAsync(CancellationToken.None);
    }

    private async Task<User> FindAsync(int id, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) ?? throw new MissingRowException($"There is no user {id} (any more): reload the list of users.");

    private async Task JoinAsync(int userId, IEnumerable<int> teamIds, CancellationToken cancellationToken)
    {
        foreach (var team in teamIds)
        {
            await teams.AddMemberAsync(team, userId, TeamRole.Member, cancellationToken);
        }
    }

    private async Task UnlockAsync(User user)
    {
        await store.ResetAccessFailedCountAsync(user, CancellationToken.None);
        await store.SetLockoutEndDateAsync(user, null, CancellationToken.None);
    }

    private string Named(string name)
    {
        var (text, letters) = (name.Trim(), accounts.Options.User.AllowedUserNameCharacters);
        return text.All(letter => letters.Contains(letter, StringComparison.Ordinal))
            ? text
            : throw new InvalidFieldException(nameof(UserDraft.Name), "A user name is made of letters from a to z, digits and the signs - . _ @ +");
    }

    private async Task<string> HashAsync(User user, string password)
    {
        foreach (var rule in accounts.PasswordValidators)
        {
            var result = await rule.ValidateAsync(accounts, user, password);
            if (!result.Succeeded)
            {
                throw new InvalidFieldException(nameof(UserDraft.Password), string.Join(' ', result.Errors.Select(error => error.Description)));
            }
        }

        return accounts.PasswordHasher.HashPassword(user, password);
    }

    private static void RefuseSelf(Caller caller, int id, string sentence)
    {
        if (caller.UserId == id)
        {
            throw new BrokenRuleException(sentence);
        }
    }
}
