using Portainer.Data.Endpoints;

namespace Portainer.Endpoints;

/// <summary>Names of groups and tags, in memory: pages that draw at once need them. Read at the start and after each change made here.</summary>
internal sealed class GroupBook(EndpointGroupStore groups, TagStore tags) : IHostedService
{
    private volatile Dictionary<int, EndpointGroup> _groups = [];
    private volatile Dictionary<int, string> _tags = [];

    /// <exception cref="Data.StorageException">The database cannot be read; the names stay as they were.</exception>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        _groups = (await groups.ListAsync(cancellationToken)).ToDictionary(group => group.Id);
        _tags = (await tags.ListAsync(cancellationToken)).ToDictionary(tag => tag.Id, tag => tag.Name);
    }

    public Task StartAsync(CancellationToken cancellationToken) => ReadAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public string Group(int id) => _groups.TryGetValue(id, out var group) ? group.Name : EndpointGroup.UnassignedName;

    public string Tag(int id) => _tags.GetValueOrDefault(id, "");

    /// <summary>An endpoint's own tags and those of its group, by name.</summary>
    public IEnumerable<int> Tags(DockerEndpoint endpoint) =>
        endpoint.TagIds.Concat(_groups.TryGetValue(endpoint.GroupId, out var group) ? group.TagIds : []).Distinct().Where(_tags.ContainsKey).OrderBy(Tag, StringComparer.CurrentCultureIgnoreCase);
}
