using Portainer.Access;
using Portainer.Engine;
using Portainer.Fleet;

namespace Portainer.Containers;

/// <summary>
/// One thing to do to a container, as a row of a table: the list's bulk bar, the details page, the palette and the keyboard all read it.
/// </summary>
/// <param name="Name">Stable key, used in URLs and test ids.</param>
/// <param name="Key">The key that does it on the focused row; null for none.</param>
public sealed record ContainerVerb(
    string Name,
    string Label,
    string Icon,
    string Done,
    Operation Operation,
    Func<ContainerRow, bool> Applies,
    Func<DockerClient, string, VerbOptions, CancellationToken, Task> RunAsync,
    bool EndsContainer = false,
    char? Key = null)
{
    public static readonly ContainerVerb Start = new(
        "start", "Start", "play", "Started", Operation.StartContainer,
        row => row.State is RunState.Created or RunState.Exited or RunState.Dead,
        (client, id, _, token) => client.Containers.StartContainerAsync(id, cancellationToken: token));

    public static readonly ContainerVerb Stop = new(
        "stop", "Stop", "stop", "Stopped", Operation.StopContainer,
        row => row.IsRunning,
        (client, id, _, token) => client.Containers.StopContainerAsync(id, new(), token),
        EndsContainer: true, Key: 's');

    public static readonly ContainerVerb Restart = new(
        "restart", "Restart", "restart", "Restarted", Operation.RestartContainer,
        row => row.State is not (RunState.Removing or RunState.Paused),
        (client, id, _, token) => client.Containers.RestartContainerAsync(id, new(), token),
        EndsContainer: true, Key: 'r');

    public static readonly ContainerVerb Kill = new(
        "kill", "Kill", "kill", "Killed", Operation.KillContainer,
        row => row.IsRunning,
        (client, id, options, token) => client.Containers.KillContainerAsync(id, new() { Signal = options.Signal }, token),
        EndsContainer: true);

    public static readonly ContainerVerb Pause = new(
        "pause", "Pause", "pause", "Paused", Operation.PauseContainer,
        row => row.State == RunState.Running,
        (client, id, _, token) => client.Containers.PauseContainerAsync(id, token),
        EndsContainer: true);

    public static readonly ContainerVerb Resume = new(
        "resume", "Resume", "play", "Resumed", Operation.UnpauseContainer,
        row => row.State == RunState.Paused,
        (client, id, _, token) => client.Containers.UnpauseContainerAsync(id, token));

    public static readonly ContainerVerb Remove = new(
        "remove", "Remove", "trash", "Removed", Operation.RemoveContainer,
        row => row.State != RunState.Removing,
        (client, id, options, token) => client.Containers.RemoveContainerAsync(id, new() { Force = options.Force, RemoveVolumes = options.RemoveVolumes }, token),
        EndsContainer: true, Key: 'd');

    public static readonly IReadOnlyList<ContainerVerb> All = [Start, Stop, Restart, Kill, Pause, Resume, Remove];
}

/// <param name="Force">Remove: kill it first if it runs.</param>
/// <param name="RemoveVolumes">Remove: its anonymous volumes too; named ones always stay.</param>
/// <param name="Signal">Kill: the signal to send.</param>
/// <param name="IncludingSelf">The caller has confirmed that the product's own container may be ended (R28).</param>
public sealed record VerbOptions(bool Force = false, bool RemoveVolumes = false, string Signal = "SIGKILL", bool IncludingSelf = false);
