using Portainer.Engine;

namespace Portainer.Streaming.Consoles;

/// <summary>The container's main process. Leaving detaches and ends nothing.</summary>
internal sealed class AttachTarget : ConsoleTarget
{
    private readonly DockerClient _client;
    private readonly string _containerId;
    private readonly string _name;
    private readonly bool _tty;

    private AttachTarget(DockerClient client, ContainerInspectResponse container, MultiplexedStream stream)
        : base(stream, container.Config.OpenStdin)
    {
        (_client, _containerId, _name, _tty) = (client, container.ID, container.Name.TrimStart('/'), container.Config.Tty);
    }

    public static async Task<AttachTarget> OpenAsync(DockerClient client, ConsoleRequest request, CancellationToken cancellationToken)
    {
        var container = await client.Containers.InspectContainerAsync(request.Container, cancellationToken);
        if (!container.State.Running)
        {
            throw new StreamException($"{container.Name.TrimStart('/')} is not running, so there is no process to attach to. Start it first.");
        }

        var stream = await client.Containers.AttachContainerAsync(
            container.ID, container.Config.Tty, new() { Stream = true, Stdin = container.Config.OpenStdin, Stdout = true, Stderr = true }, cancellationToken);
        return new(client, container, stream);
    }

    public override Task ResizeAsync(int columns, int rows, CancellationToken cancellationToken) =>
        _tty ? _client.Containers.ResizeContainerTtyAsync(_containerId, new() { Width = columns, Height = rows }, cancellationToken) : Task.CompletedTask;

    public override async Task<ConsoleEnding> ExplainEndAsync(string lastOutput, CancellationToken cancellationToken)
    {
        var state = (await _client.Containers.InspectContainerAsync(_containerId, cancellationToken)).State;
        return state.Running
            ? new("The engine closed the connection; the container still runs.")
            : new($"The main process of {_name} ended with exit code {state.ExitCode}.", state.ExitCode);
    }

    public override async Task LeaveAsync(CancellationToken cancellationToken) => await Stream.DisposeAsync();
}
