namespace Portainer.Testing;

/// <summary>An engine of the lab that belongs to one test class; disposing takes it down.</summary>
public sealed class LabEngine(string name, string socket, string address) : IAsyncDisposable
{
    public string Name => name;

    public string Socket => socket;

    /// <summary>Address in the lab's network: published ports, 2375 with <c>--tcp</c>, 2376 with <c>--tls</c>.</summary>
    public string Address => address;

    public Task<string> DockerAsync(params string[] arguments) => Lab.DockerAsync(socket, arguments);

    /// <summary>Kills dockerd; it stays down until <see cref="ResumeAsync"/>.</summary>
    public Task CrashAsync() => Lab.RunAsync("engine-crash", name);

    public Task ResumeAsync() => Lab.RunAsync("engine-crash", name, "--resume");

    /// <summary>Stops the process: connections stay open and nothing answers.</summary>
    public Task FreezeAsync() => Lab.RunAsync("engine-crash", name, "--freeze");

    public Task ThawAsync() => Lab.RunAsync("engine-crash", name, "--thaw");

    /// <summary>Swallows every packet that reaches the engine over the network.</summary>
    public Task CutAsync() => Lab.RunAsync("engine-crash", name, "--cut");

    public Task MendAsync() => Lab.RunAsync("engine-crash", name, "--mend");

    /// <summary>A slow cable: what the engine sends over the network comes at so many megabits a second.</summary>
    public Task SlowDownAsync(int megabits) => Lab.RunAsync("engine-crash", name, "--rate", $"{megabits}");

    public async ValueTask DisposeAsync() => await Lab.RunAsync("engine-down", name, "--kill");
}
