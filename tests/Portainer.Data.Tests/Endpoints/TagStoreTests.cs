using Portainer.Data.Endpoints;

namespace Portainer.Data.Tests.Endpoints;

public sealed class TagStoreOnSqliteTests() : TagStoreTests(Dialect.Sqlite);

public sealed class TagStoreOnPostgresTests() : TagStoreTests(Dialect.Postgres);

public abstract class TagStoreTests(Dialect dialect) : StoreTests(dialect)
{
    [Fact]
    public async Task Tag_CreatedRenamedAndRemoved_IsSo()
    {
        var tag = await Host.Tags.CreateAsync(" dev ", CancellationToken.None);
        await Host.Tags.CreateAsync("prod", CancellationToken.None);

        await Assert.ThrowsAsync<DuplicateNameException>(() => Host.Tags.CreateAsync("DEV", CancellationToken.None));
        await Assert.ThrowsAsync<DuplicateNameException>(() => Host.Tags.RenameAsync(tag.Id, "Prod", CancellationToken.None));
        await Assert.ThrowsAsync<MissingRowException>(() => Host.Tags.RenameAsync(99, "x", CancellationToken.None));
        var renamed = await Host.Tags.RenameAsync(tag.Id, "test", CancellationToken.None);

        Assert.Equal(renamed, await Host.Tags.FindAsync(tag.Id, CancellationToken.None));
        Assert.Equal(["prod", "test"], (await Host.Tags.ListAsync(CancellationToken.None)).Select(each => each.Name));
        Assert.True(await Host.Tags.DeleteAsync(tag.Id, CancellationToken.None));
        Assert.False(await Host.Tags.DeleteAsync(tag.Id, CancellationToken.None));
    }

    [Fact]
    public async Task Endpoint_TagsAndSwitch_AreSavedWithIt()
    {
        var (dev, far) = (await Host.Tags.CreateAsync("dev", CancellationToken.None), await Host.Tags.CreateAsync("far", CancellationToken.None));

        var created = await Host.Endpoints.CreateAsync(
            new NewEndpoint("far", "far:2375") { TagIds = [far.Id, dev.Id], IsEnabled = false }, CancellationToken.None);
        Assert.Equal(created, await Host.Endpoints.FindAsync(created.Id, CancellationToken.None));
        Assert.Equal((IdSet.Of([dev.Id, far.Id]), false), (created.TagIds, created.IsEnabled));
        var updated = await Host.Endpoints.UpdateAsync(created with { TagIds = [dev.Id], IsEnabled = true }, CancellationToken.None);

        Assert.Equal(updated, Assert.Single(await Host.Endpoints.ListAsync(CancellationToken.None)));
        Assert.Equal((IdSet.Of([dev.Id]), true), (updated.TagIds, updated.IsEnabled));
    }

    [Fact]
    public async Task Delete_OfAnEndpointsAndAGroupsTag_IsGoneFromBoth()
    {
        var tag = await Host.Tags.CreateAsync("dev", CancellationToken.None);
        await Host.Endpoints.CreateAsync(new NewEndpoint("far", "far:2375") { TagIds = [tag.Id] }, CancellationToken.None);
        await Host.Groups.CreateAsync(new NewEndpointGroup("berlin") { TagIds = [tag.Id] }, CancellationToken.None);

        await Host.Tags.DeleteAsync(tag.Id, CancellationToken.None);

        Assert.Empty(Assert.Single(await Host.Endpoints.ListAsync(CancellationToken.None)).TagIds);
        Assert.All(await Host.Groups.ListAsync(CancellationToken.None), group => Assert.Empty(group.TagIds));
    }

    [Fact]
    public async Task Endpoint_WithAnUnknownTag_IsNotSaved()
    {
        await Assert.ThrowsAsync<MissingRowException>(() =>
            Host.Endpoints.CreateAsync(new NewEndpoint("far", "far:2375") { TagIds = [99] }, CancellationToken.None));

        Assert.Empty(await Host.Endpoints.ListAsync(CancellationToken.None));
    }
}
