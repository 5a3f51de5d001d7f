using Portainer.Access;
using Portainer.Containers.Create;
using Portainer.Containers.Recreate;
using Portainer.Engine;
using Portainer.Fleet;
using Portainer.Jobs;
using Portainer.Testing;
using Portainer.Tests.Containers.Create;

namespace Portainer.Tests.Containers.Recreate;

/// <summary>Containers on a real engine that are recreated, with a hand on the works.</summary>
internal sealed class RecreateLab : IAsyncDisposable
{
    private static readonly string[] Fleeting = [".State.", ".NetworkSettings.Sandbox", ".NetworkSettings.MacAddress", ".Id", ".NetworkSettings.Networks.bridge.MacAddress", ".HostConfig.Binds", ".Mounts"];
    private readonly string _socket;
    private readonly List<string> _networks = [];

    public RecreateLab(string engine)
    {
        _socket = engine == "20" ? Lab.Docker : Lab.Docker28;
        Client = new(new DockerClientOptions { Endpoint = $"unix://{_socket}" });
    }

    public static RecreateLab On(string engine) => new(engine);

    public DockerClient Client { get; }

    public string Mark { get; } = $"rc-{Guid.NewGuid().ToString("n")[..8]}";

    public string Name => Mark + "-web";

    public Task<string> DockerAsync(params string[] arguments) => Lab.DockerAsync(_socket, arguments);

    public async Task<string> RunAsync(params string[] arguments) => (await DockerAsync(["run", "-d", "--name", Name, .. arguments])).Trim();

    public async Task<string> NetworkAsync(string name, params string[] arguments)
    {
        var network = $"{Mark}-{name}";
        await DockerAsync(["network", "create", .. arguments, network]);
        _networks.Add(network);
        return network;
    }

    public async Task<RecreatePlan> PlanAsync(string name, Action<ContainerDraft>? edit = null)
    {
        var old = await Client.Containers.InspectContainerAsync(name);
        var draft = ContainerDraft.From(old, (await Client.Images.InspectImageAsync(old.Image)).Config);
        edit?.Invoke(draft);
        return RecreatePlan.Of(old, draft);
    }

    private static JobProgress Progress => new(new Job(1, new Caller(1, "admin", true), new JobPlan("recreate", "test"), TimeProvider.System));

    public Recreation Recreation(RecreatePlan plan, Func<RecreateStep, Task>? before = null) => new(Client, plan, Progress, TimeProvider.System, false, before);

    /// <summary>What a console that starts anew does about a recreation that was cut off.</summary>
    public RecreateAftermath Aftermath(RecreateTrace trace)
    {
        EndpointView view = new(new() { Endpoint = new() { Id = 1, Name = "lab", Url = $"unix://{_socket}" }, Connection = new(ConnectionState.Up, default) }, []);
        return new(new(Client, view, null, () => { }), trace, Progress, TimeProvider.System);
    }

    public async Task<string> RecreateAsync(Action<ContainerDraft>? edit = null) => await Recreation(await PlanAsync(Name, edit)).RunAsync(CancellationToken.None);

    /// <summary>Names of everything this test made, with their states.</summary>
    public async Task<string> StandingAsync() => string.Join(", ", (await Client.Containers.ListContainersAsync(new() { All = true }))
        .SelectMany(container => container.Names, (container, name) => (Name: name.TrimStart('/'), container.State))
        .Where(entry => entry.Name.StartsWith(Mark, StringComparison.Ordinal) && !entry.Name.Contains('/', StringComparison.Ordinal))
        .Select(entry => $"{entry.Name[(Mark.Length + 1)..]} {entry.State}").Order(StringComparer.Ordinal));

    /// <summary>What must be the same before and after, whoever is asked.</summary>
    public async Task<string> SettingsAsync(string name) => string.Join('\n', (await InspectText.OfAsync(Client, name)).Split('\n')
        .Where(line => !Fleeting.Any(line.StartsWith) && !line.Contains(".MacAddress", StringComparison.Ordinal)));

    public async Task<string> FieldAsync(string name, string format) => (await DockerAsync("inspect", name, "--format", format)).Trim();

    public async ValueTask DisposeAsync()
    {
        foreach (var container in (await Client.Containers.ListContainersAsync(new() { All = true })).Where(container => container.Names.Any(name => name.TrimStart('/').StartsWith(Mark, StringComparison.Ordinal))))
        {
            await Client.Containers.RemoveContainerAsync(container.ID, new() { Force = true, RemoveVolumes = true });
        }

        foreach (var network in _networks)
        {
            await DockerAsync("network", "rm", network);
        }

        Client.Dispose();
    }
}
