using Microsoft.Extensions.DependencyInjection;
using Portainer.Access;
using Portainer.Data.Endpoints;
using Portainer.Engine;
using Portainer.Fleet;
using Portainer.Images;
using Portainer.Jobs;
using Portainer.Testing;

namespace Portainer.Tests.Images;

/// <summary>The product over two real engines, 20.10 and 28.5; images that a test made are removed after it.</summary>
public abstract class ImageHost : IAsyncLifetime
{
    private protected static readonly Caller Administrator = new(1, "admin", true);
    private protected static readonly Caller Standard = new(2, "ann", false);
    private readonly List<(DockerClient Client, string Name)> _made = [];

    private protected RunningApp App { get; private set; } = null!;

    private protected ImageActions Actions => App.Services.GetRequiredService<ImageActions>();

    private protected ImageJobs Jobs => App.Services.GetRequiredService<ImageJobs>();

    private protected EngineGate Gate => App.Services.GetRequiredService<EngineGate>();

    /// <summary>Endpoint of Docker 20.10.</summary>
    private protected EndpointWatch Old { get; private set; } = null!;

    /// <summary>Endpoint of Docker 28.5.</summary>
    private protected EndpointWatch New { get; private set; } = null!;

    private protected DockerClient OldEngine { get; } = new(new DockerClientOptions { Endpoint = $"unix://{Lab.Docker}" });

    private protected DockerClient NewEngine { get; } = new(new DockerClientOptions { Endpoint = $"unix://{Lab.Docker28}" });

    public virtual async Task InitializeAsync()
    {
        App = await RunningApp.StartWithAdministratorAsync(options => options with { Primary = new("old", $"unix://{Lab.Docker}") });
        Old = Watch("old");
        New = await AddAsync("new", $"unix://{Lab.Docker28}");
        await Fleet.Eventually.HoldsAsync(Old, picture => picture is { Connection.State: ConnectionState.Up, Images: not null });
    }

    public virtual async Task DisposeAsync()
    {
        foreach (var (client, name) in _made)
        {
            try
            {
                await client.Images.DeleteImageAsync(name, new() { Force = true });
            }
            catch (DockerApiException gone) when (gone.StatusCode == System.Net.HttpStatusCode.NotFound)
            {
                // The test removed it.
            }
        }

        await App.DisposeAsync();
        OldEngine.Dispose();
        NewEngine.Dispose();
    }

    private protected static int Id(EndpointWatch watch) => watch.Picture.Endpoint.Id;

    /// <summary>A name no other test uses, removed afterwards where it is then.</summary>
    private protected string NewName(string tag = "1", string? repository = null)
    {
        var name = $"{repository ?? $"test/{Guid.NewGuid():N}"}:{tag}";
        _made.Add((OldEngine, name));
        _made.Add((NewEngine, name));
        return name;
    }

    /// <summary>An image of its own on the 20.10 engine: an id that nothing else has.</summary>
    private protected async Task<ImageRow> MakeAsync(string? name = null, DockerClient? engine = null)
    {
        name ??= NewName();
        engine ??= OldEngine;
        await using var context = Portainer.Images.Build.DockerfileContext.Create($"FROM scratch\nCOPY Dockerfile /made\nLABEL made={Guid.NewGuid():N}\nCMD [\"/none\"]\n", DateTimeOffset.UnixEpoch);
        await foreach (var message in engine.Images.BuildImageFromDockerfileAsync(new() { Tags = [name], Version = 1 }, context))
        {
            Assert.Null(message.ErrorMessage);
        }

        return await RowAsync(engine == OldEngine ? Old : New, name);
    }

    private protected static async Task<ImageRow> RowAsync(EndpointWatch watch, string name)
    {
        await Fleet.Eventually.HoldsAsync(watch, picture => picture.Images!.Any(row => row.Tags.Contains(name)));
        return watch.Picture.Images!.Single(row => row.Tags.Contains(name));
    }

    private protected static Task GoneAsync(EndpointWatch watch, string id) =>
        Fleet.Eventually.HoldsAsync(watch, picture => picture.Images!.All(row => row.Id != id));

    /// <summary>The job's end; its outcome is in it.</summary>
    private protected static async Task<Job> EndAsync(Job job)
    {
        await job.Ended.WaitAsync(TimeSpan.FromMinutes(2));
        return job;
    }

    /// <summary>One more endpoint, read.</summary>
    private protected async Task<EndpointWatch> AddAsync(string name, string url)
    {
        await App.Services.GetRequiredService<EndpointStore>().CreateAsync(new(name, url), CancellationToken.None);
        await App.Services.GetRequiredService<FleetWatch>().SynchroniseAsync(CancellationToken.None);
        var watch = Watch(name);
        await Fleet.Eventually.HoldsAsync(watch, picture => picture is { Connection.State: ConnectionState.Up, Images: not null });
        return watch;
    }

    private EndpointWatch Watch(string name) => App.Services.GetRequiredService<FleetWatch>().All.Single(watch => watch.Picture.Endpoint.Name == name);
}
