using Portainer.Engine;
using Portainer.Testing;

namespace Portainer.Tests.Streaming;

/// <summary>One hub in front of the two real engines for all stream tests; containers are removed at the end.</summary>
public sealed class StreamFixture : IAsyncLifetime
{
    private readonly List<(int Endpoint, string Id)> _made = [];
    private StreamHost? _host;
    private DockerClient[] _clients = [];

    internal StreamHost Host => _host!;

    internal DockerClient Client(int endpoint) => _clients[endpoint - 1];

    public async Task InitializeAsync()
    {
        string[] engines = [$"unix://{Lab.Docker}", $"unix://{Lab.Docker28}"];
        _clients = [.. engines.Select(engine => new DockerClient(new DockerClientOptions { Endpoint = engine }))];
        _host = await StreamHost.StartAsync(engines);
    }

    public async Task DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        foreach (var (endpoint, id) in _made)
        {
            await RemoveAsync(endpoint, id);
        }

        Array.ForEach(_clients, client => client.Dispose());
    }

    /// <summary>Starts a container that runs <paramref name="script"/> and returns its name.</summary>
    internal async Task<string> RunAsync(int endpoint, string script, Action<CreateContainerParameters>? change = null)
    {
        var parameters = new CreateContainerParameters { Name = $"stream-{Guid.NewGuid():N}", Image = "lab/base:1", Cmd = ["sh", "-c", script] };
        change?.Invoke(parameters);
        var created = await Client(endpoint).Containers.CreateContainerAsync(parameters);
        lock (_made)
        {
            _made.Add((endpoint, created.ID));
        }

        await Client(endpoint).Containers.StartContainerAsync(created.ID);
        return parameters.Name!;
    }

    private async Task RemoveAsync(int endpoint, string id)
    {
        try
        {
            await Client(endpoint).Containers.RemoveContainerAsync(id, new() { Force = true });
        }
        catch (DockerApiException gone) when (gone.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            // A test removed it.
        }
    }
}

[CollectionDefinition(Name)]
public sealed class StreamGroup : ICollectionFixture<StreamFixture>
{
    public const string Name = "streams";
}
