using Microsoft.Extensions.DependencyInjection;
using Portainer.Access;
using Portainer.Data.AccessControl;
using Portainer.Data.Users;
using Portainer.Engine;
using Portainer.Files;
using Portainer.Fleet;
using Portainer.Testing;

namespace Portainer.Tests;

/// <summary>The product on one engine of the lab, with the endpoint up and a client to look behind its back.</summary>
internal sealed class EngineApp : IAsyncDisposable
{
    public const string Docker20 = "docker 20.10";
    public const string Docker28 = "docker 28.5";
    public const string Podman = "podman";

    private readonly List<Func<Task>> _undo = [];

    private EngineApp(RunningApp app, DockerClient engine) => (App, Engine) = (app, engine);

    public static TheoryData<string> All => [Docker20, Docker28, Podman];

    public static TheoryData<string> Docker => [Docker20, Docker28];

    public static Caller Administrator { get; } = new(1, "admin", true);

    public static Caller Standard { get; } = new(2, "ann", false);

    public RunningApp App { get; }

    public DockerClient Engine { get; }

    public EndpointWatch Watch => Get<FleetWatch>().All.Single();

    public int Endpoint => Watch.Picture.Endpoint.Id;

    public static Task<EngineApp> StartAsync(string engine, Func<StartOptionsOf, StartOptionsOf>? change = null) => StartOnAsync(
        engine switch
        {
            Docker20 => Lab.Docker,
            Docker28 => Lab.Docker28,
            _ => Lab.Podman,
        },
        change);

    public static async Task<EngineApp> StartOnAsync(string socket, Func<StartOptionsOf, StartOptionsOf>? change = null)
    {
        var more = change?.Invoke(new()) ?? new();
        var app = await RunningApp.StartWithAdministratorAsync(
            options => options with { Primary = new("primary", $"unix://{socket}"), HiddenLabels = more.HiddenLabels }, more.Replace);
        var started = new EngineApp(app, new(new() { Endpoint = $"unix://{socket}" }));
        await started.HoldsAsync(picture => picture.Connection.State == ConnectionState.Up && picture.Volumes is not null && picture.Networks is not null);
        return started;
    }

    public T Get<T>()
        where T : notnull => App.Services.GetRequiredService<T>();

    public Task HoldsAsync(Func<EndpointPicture, bool> holds) => Fleet.Eventually.HoldsAsync(Watch, holds);

    /// <summary>A name nobody else has.</summary>
    public static string Name(string stem) => $"{stem}-{Guid.NewGuid().ToString("N")[..10]}";

    /// <summary>Done when the test is over, the last first; that something is gone already is no fault.</summary>
    public void Afterwards(Func<Task> undo) => _undo.Add(undo);

    public async Task<string> RunAsync(string script, Action<CreateContainerParameters>? change = null)
    {
        var id = await CreateAsync(parameters =>
        {
            parameters.Cmd = ["sh", "-c", script];
            change?.Invoke(parameters);
        });
        await Engine.Containers.StartContainerAsync(id);
        await HoldsAsync(picture => picture.Containers.Any(row => row.Id == id && row.State == RunState.Running));
        return id;
    }

    public async Task<string> CreateAsync(Action<CreateContainerParameters>? change = null)
    {
        var parameters = new CreateContainerParameters { Name = Name("t"), Image = "lab/base:1", Cmd = ["sleep", "1000"], StopSignal = "SIGKILL" };
        change?.Invoke(parameters);
        var created = await Engine.Containers.CreateContainerAsync(parameters);
        Afterwards(() => Engine.Containers.RemoveContainerAsync(created.ID, new() { Force = true, RemoveVolumes = true }));
        await HoldsAsync(picture => picture.Containers.Any(row => row.Id == created.ID));
        return created.ID;
    }

    /// <summary>A new user with this role on the endpoint.</summary>
    public async Task<Caller> PersonAsync(string name, EndpointRole role)
    {
        var user = await Get<UserStore>().AddAsync(new(name, UserRole.Standard), default);
        var grants = await Get<GrantStore>().ListAsync(GrantScope.Endpoint, Endpoint, default);
        await Get<GrantStore>().ReplaceAsync(GrantScope.Endpoint, Endpoint, [.. grants, new(GrantScope.Endpoint, Endpoint, GrantHolder.User, user.Id, role)], default);
        await Get<AccessReader>().ReadAgainAsync(default);
        return new(user.Id, name, false) { Book = Get<AccessBook>() };
    }

    public async Task<string> VolumeAsync(string? name = null)
    {
        var volume = await Engine.Volumes.CreateAsync(new() { Name = name ?? Name("v") });
        Afterwards(async () =>
        {
            await Get<HelperContainers>().DropAsync(Endpoint, volume.Name);
            await RemoveAsync(volume.Name);
        });
        return volume.Name;
    }

    // The last request may have ended for its reader and not yet for the product, whose helper then still goes.
    private async Task RemoveAsync(string volume)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await Engine.Volumes.RemoveAsync(volume, force: true);
                return;
            }
            catch (DockerApiException inUse) when (inUse.StatusCode == System.Net.HttpStatusCode.Conflict && attempt < 100)
            {
                await Task.Delay(100);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var undo in Enumerable.Reverse(_undo))
        {
            try
            {
                await undo();
            }
            catch (DockerApiException gone) when (gone.StatusCode == System.Net.HttpStatusCode.NotFound)
            {
                // The test removed it.
            }
        }

        Engine.Dispose();
        await App.DisposeAsync();
    }

    /// <summary>What a test may change.</summary>
    internal sealed record StartOptionsOf
    {
        public IReadOnlyList<KeyValuePair<string, string>> HiddenLabels { get; init; } = [];

        public Action<IServiceCollection>? Replace { get; init; }
    }
}
