using Portainer.Access;
using Portainer.Data;
using Portainer.Data.Endpoints;
using Portainer.Fleet;

namespace Portainer.Endpoints;

/// <summary>Groups of endpoints, and tags. What is changed is in force when a call returns: roles on a group go with its endpoints.</summary>
internal sealed class GroupActions(EndpointGroupStore store, TagStore tags, EndpointStore endpoints, GroupBook book, FleetWatch fleet, AccessReader rights)
{
    /// <summary>What goes with a removed group, and what stays.</summary>
    public const string RemovalSentence = "Its endpoints stay, in the group Unassigned; the roles that were given on the group go.";

    /// <summary>By name.</summary>
    public async Task<IReadOnlyList<GroupRow>> ListAsync(Caller caller, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.ManageEndpoints);
        await book.ReadAsync(cancellationToken); // another console on the same database may have changed them
        var names = (await tags.ListAsync(cancellationToken)).ToDictionary(tag => tag.Id, tag => tag.Name);
        var members = (await endpoints.ListAsync(cancellationToken)).ToLookup(endpoint => endpoint.GroupId, endpoint => endpoint.Name);
        return [.. (await store.ListAsync(cancellationToken)).Select(group => new GroupRow(
            group.Id, group.Name, group.Description, new([.. group.TagIds.Select(id => names.GetValueOrDefault(id, "")).Order(StringComparer.CurrentCultureIgnoreCase)]), new([.. members[group.Id]])))];
    }

    /// <param name="id">Null: for a new one.</param>
    /// <exception cref="MissingRowException">There is no such group.</exception>
    public async Task<GroupSheet> FindAsync(Caller caller, int? id, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.ManageEndpoints);
        var group = id is { } known ? await store.FindAsync(known, cancellationToken) ?? throw new MissingRowException($"There is no group {known} (any more): reload the list of groups.") : null;
        return new(group, await endpoints.ListAsync(cancellationToken));
    }

    /// <summary>All groups, to choose from.</summary>
    public async Task<IReadOnlyList<EndpointGroup>> GroupsAsync(Caller caller, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.ManageEndpoints);
        return await store.ListAsync(cancellationToken);
    }

    /// <exception cref="RefusedChangeException">The name is taken or none; nothing was added.</exception>
    public async Task<EndpointGroup> AddAsync(Caller caller, GroupDraft draft, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.ManageEndpoints);
        var group = await store.CreateAsync(
            new(draft.Name) { Description = draft.Description, TagIds = [.. draft.TagIds], EndpointIds = [.. draft.EndpointIds] }, cancellationToken);
        await FollowAsync();
        return group;
    }

    /// <summary>Saves the group and who is in it; who leaves it is in group 1.</summary>
    /// <exception cref="RefusedChangeException">The name is taken or none, or something chosen is gone.</exception>
    public async Task ChangeAsync(Caller caller, EndpointGroup group, GroupDraft draft, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.ManageEndpoints);
        await store.UpdateAsync(group with { Name = draft.Name, Description = draft.Description, TagIds = [.. draft.TagIds] }, cancellationToken);
        try
        {
            if (group.Id != EndpointGroup.UnassignedId)
            {
                var members = (await endpoints.ListAsync(CancellationToken.None)).Where(endpoint => endpoint.GroupId == group.Id).Select(endpoint => endpoint.Id).ToArray();
                await store.MoveAsync(EndpointGroup.UnassignedId, [.. members.Where(id => !draft.EndpointIds.Contains(id))], CancellationToken.None);
                await store.MoveAsync(group.Id, [.. draft.EndpointIds.Where(id => !members.Contains(id))], CancellationToken.None);
            }
        }
        finally
        {
            await FollowAsync();
        }
    }

    /// <exception cref="BrokenRuleException">It is group 1.</exception>
    public async Task RemoveAsync(Caller caller, int id, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.ManageEndpoints);
        await store.DeleteAsync(id, cancellationToken);
        await FollowAsync();
    }

    /// <summary>All tags by name.</summary>
    public async Task<IReadOnlyList<Tag>> TagsAsync(Caller caller, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.ManageEndpoints);
        return await tags.ListAsync(cancellationToken);
    }

    /// <exception cref="RefusedChangeException">The name is taken or none.</exception>
    public async Task<Tag> AddTagAsync(Caller caller, string name, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.ManageEndpoints);
        var tag = await tags.CreateAsync(name, cancellationToken);
        await FollowAsync();
        return tag;
    }

    /// <summary>Takes the tag off all endpoints and groups, and forgets it.</summary>
    public async Task RemoveTagAsync(Caller caller, int id, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.ManageEndpoints);
        await tags.DeleteAsync(id, cancellationToken);
        await FollowAsync();
    }

    // What is stored is in force, also when the person who stored it leaves at that moment.
    private async Task FollowAsync()
    {
        await book.ReadAsync(CancellationToken.None);
        await rights.ReadAgainAsync(CancellationToken.None);
        await fleet.SynchroniseAsync(CancellationToken.None);
    }
}
