using Portainer.Engine;
using Portainer.Testing;

namespace Portainer.Tests.Containers.Create;

/// <summary>Two engines with the networks and the second container that the samples speak of.</summary>
public sealed class IdentityFixture : IAsyncLifetime
{
    public const string Mark = "form-identity";

    internal static readonly (string Name, string Socket)[] Engines = [("20", Lab.Docker), ("28", Lab.Docker28)];

    private readonly Dictionary<string, DockerClient> _clients = [];

    internal IReadOnlyDictionary<string, DockerClient> Clients => _clients;

    public async Task InitializeAsync()
    {
        foreach (var (name, socket) in Engines)
        {
            _clients[name] = new(new DockerClientOptions { Endpoint = $"unix://{socket}" });
            await Lab.DockerAsync(socket, "network", "create", "--subnet", "10.90.0.0/24", "--ipv6", "--subnet", "fd00:90::/64", Mark + "-front");
            await Lab.DockerAsync(socket, "network", "create", "--internal", "--subnet", "10.89.0.0/24", Mark + "-back");
            await Lab.DockerAsync(socket, "network", "create", "--internal", "--subnet", "10.88.0.0/24", Mark + "-plain");
            await Lab.DockerAsync(socket, "create", "--name", Mark + "-other", "lab/web:1");
        }
    }

    public async Task DisposeAsync()
    {
        foreach (var (name, socket) in Engines)
        {
            await Lab.DockerAsync(socket, "rm", "-f", "-v", Mark + "-other");
            await Lab.DockerAsync(socket, "network", "rm", Mark + "-front", Mark + "-back", Mark + "-plain");
            _clients[name].Dispose();
        }
    }
}
