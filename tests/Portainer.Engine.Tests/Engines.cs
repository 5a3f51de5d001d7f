using Portainer.Testing;

namespace Portainer.Engine.Tests;

/// <summary>The real engines a theory runs over.</summary>
public static class Engines
{
    public const string Docker20 = "docker 20.10";
    public const string Docker28 = "docker 28.5";
    public const string Podman = "podman";

    public static TheoryData<string> Docker => [Docker20, Docker28];

    public static TheoryData<string> All => [Docker20, Docker28, Podman];

    /// <summary>Patient: the machine may be busy with other suites.</summary>
    public static DockerClient Connect(string engine) =>
        new(new() { Endpoint = "unix://" + Socket(engine), RequestTimeout = TimeSpan.FromMinutes(2) });

    public static DockerClient Connect(string engine, TimeSpan requestTimeout) =>
        new(new() { Endpoint = "unix://" + Socket(engine), RequestTimeout = requestTimeout });

    private static string Socket(string engine) => engine switch
    {
        Docker20 => Lab.Docker,
        Docker28 => Lab.Docker28,
        _ => Lab.Podman,
    };
}

/// <summary>A container of one test.</summary>
internal sealed class TestContainer(DockerClient client, string id, string name) : IAsyncDisposable
{
    public string Id => id;

    public string Name => name;

    public static async Task<TestContainer> CreateAsync(DockerClient client, CreateContainerParameters parameters)
    {
        parameters.Name ??= "t-" + Guid.NewGuid().ToString("N")[..12];
        var created = await client.Containers.CreateContainerAsync(parameters);
        return new(client, created.ID, parameters.Name);
    }

    public static async Task<TestContainer> RunAsync(DockerClient client, CreateContainerParameters parameters)
    {
        var container = await CreateAsync(client, parameters);
        await client.Containers.StartContainerAsync(container.Id);
        return container;
    }

    /// <summary>A script of the busybox shell.</summary>
    public static Task<TestContainer> RunAsync(DockerClient client, string script, bool tty = false) =>
        RunAsync(client, new() { Image = "lab/base:1", Cmd = ["sh", "-c", script], Tty = tty });

    public async ValueTask DisposeAsync()
    {
        try
        {
            await client.Containers.RemoveContainerAsync(id, new() { Force = true, RemoveVolumes = true });
        }
        catch (DockerApiException exception) when (exception.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            // The test removed it.
        }
    }
}

internal static class Enumerations
{
    public static async Task<List<T>> TakeAsync<T>(this IAsyncEnumerable<T> items, int count)
    {
        var taken = new List<T>();
        await foreach (var item in items)
        {
            taken.Add(item);
            if (taken.Count == count)
            {
                break;
            }
        }

        return taken;
    }

    public static Task<List<T>> AllAsync<T>(this IAsyncEnumerable<T> items) => items.TakeAsync(int.MaxValue);
}
