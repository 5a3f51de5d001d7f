using Portainer.Data.Endpoints;

namespace Portainer.Data.Tests.Endpoints;

public sealed class EndpointGroupStoreOnSqliteTests() : EndpointGroupStoreTests(Dialect.Sqlite);

public sealed class EndpointGroupStoreOnPostgresTests() : EndpointGroupStoreTests(Dialect.Postgres);

public abstract class EndpointGroupStoreTests(Dialect dialect) : StoreTests(dialect)
{
    [Fact]
    public async Task Unassigned_IsThereWithId1_AndStaysWithItsName()
    {
        var unassigned = Assert.Single(await Host.Groups.ListAsync(CancellationToken.None));

        Assert.Equal((EndpointGroup.UnassignedId, "Unassigned"), (unassigned.Id, unassigned.Name));
        await Assert.ThrowsAsync<BrokenRuleException>(() => Host.Groups.DeleteAsync(1, CancellationToken.None));
        await Assert.ThrowsAsync<BrokenRuleException>(() => Host.Groups.UpdateAsync(unassigned with { Name = "other" }, CancellationToken.None));
        var saved = await Host.Groups.UpdateAsync(unassigned with { Description = "the rest" }, CancellationToken.None);
        Assert.Equal("the rest", saved.Description);
    }

    [Fact]
    public async Task Create_WithTagsAndEndpoints_ReadsBackEverything()
    {
        var tag = await Host.Tags.CreateAsync("dev", CancellationToken.None);
        var endpoint = await Host.EndpointAsync();

        var group = await Host.Groups.CreateAsync(
            new NewEndpointGroup(" Berlin ") { Description = "the cellar", TagIds = [tag.Id], EndpointIds = [endpoint] }, CancellationToken.None);

        Assert.Equal(group, await Host.Groups.FindAsync(group.Id, CancellationToken.None));
        Assert.Equal(("Berlin", "the cellar", IdSet.Of([tag.Id])), (group.Name, group.Description, group.TagIds));
        Assert.Equal(group.Id, (await Host.Endpoints.FindAsync(endpoint, CancellationToken.None))!.GroupId);
    }

    [Fact]
    public async Task Save_WhatItRefersToIsGone_NothingIsSaved()
    {
        var group = await Host.Groups.CreateAsync(new NewEndpointGroup("berlin"), CancellationToken.None);

        await Assert.ThrowsAsync<MissingRowException>(() =>
            Host.Groups.CreateAsync(new NewEndpointGroup("paris") { EndpointIds = [99] }, CancellationToken.None));
        await Assert.ThrowsAsync<MissingRowException>(() =>
            Host.Groups.UpdateAsync(group with { Name = "rome", TagIds = [99] }, CancellationToken.None));
        await Assert.ThrowsAsync<MissingRowException>(() => Host.Groups.UpdateAsync(group with { Id = 99, Name = "x" }, CancellationToken.None));

        Assert.Equal(["berlin", "Unassigned"], (await Host.Groups.ListAsync(CancellationToken.None)).Select(each => each.Name));
    }

    [Fact]
    public async Task Update_TakenName_IsRefused()
    {
        var group = await Host.Groups.CreateAsync(new NewEndpointGroup("berlin"), CancellationToken.None);

        await Assert.ThrowsAsync<DuplicateNameException>(() =>
            Host.Groups.UpdateAsync(group with { Name = "UNASSIGNED" }, CancellationToken.None));
    }

    [Fact]
    public async Task Move_ThereAndBack_EndpointFollows_AndAnOlderEditIsRefused()
    {
        var group = await Host.Groups.CreateAsync(new NewEndpointGroup("berlin"), CancellationToken.None);
        var read = (await Host.Endpoints.FindAsync(await Host.EndpointAsync(), CancellationToken.None))!;

        await Host.Groups.MoveAsync(group.Id, [read.Id], CancellationToken.None);
        Assert.Equal(group.Id, (await Host.Endpoints.FindAsync(read.Id, CancellationToken.None))!.GroupId);
        await Assert.ThrowsAsync<ConcurrencyException>(() => Host.Endpoints.UpdateAsync(read, CancellationToken.None));

        await Host.Groups.MoveAsync(EndpointGroup.UnassignedId, [read.Id], CancellationToken.None);
        Assert.Equal(EndpointGroup.UnassignedId, (await Host.Endpoints.FindAsync(read.Id, CancellationToken.None))!.GroupId);
        await Assert.ThrowsAsync<MissingRowException>(() => Host.Groups.MoveAsync(99, [read.Id], CancellationToken.None));
    }

    [Fact]
    public async Task Delete_WithEndpoints_TheyMoveToUnassigned()
    {
        var group = await Host.Groups.CreateAsync(new NewEndpointGroup("berlin"), CancellationToken.None);
        var endpoint = await Host.Endpoints.CreateAsync(new NewEndpoint("far", "far:2375") { GroupId = group.Id }, CancellationToken.None);
        Assert.Equal(group.Id, endpoint.GroupId);

        Assert.True(await Host.Groups.DeleteAsync(group.Id, CancellationToken.None));

        Assert.False(await Host.Groups.DeleteAsync(group.Id, CancellationToken.None));
        var moved = await Host.Endpoints.FindAsync(endpoint.Id, CancellationToken.None);
        Assert.Equal(endpoint with { GroupId = EndpointGroup.UnassignedId }, moved);
        await Assert.ThrowsAsync<MissingRowException>(() => Host.Endpoints.UpdateAsync(endpoint, CancellationToken.None));
    }
}
