using System.Security.Cryptography;
using Portainer.Engine;

namespace Portainer.Streaming.Consoles;

/// <summary>A process of its own in a running container.</summary>
internal sealed class ExecTarget : ConsoleTarget
{
    private readonly DockerClient _client;
    private readonly ConsoleRequest _request;
    private readonly ExecReaper _reaper;
    private readonly string _execId;
    private readonly TimeProvider _time;

    private ExecTarget(DockerClient client, ConsoleRequest request, string execId, MultiplexedStream stream, ExecReaper reaper, TimeProvider time)
        : base(stream, takesInput: true)
    {
        (_client, _request, _execId, _reaper, _time) = (client, request, execId, reaper, time);
    }

    public static async Task<ExecTarget> OpenAsync(DockerClient client, ConsoleRequest request, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        var container = await client.Containers.InspectContainerAsync(request.Container, cancellationToken);
        var name = container.Name.TrimStart('/');
        if (!container.State.Running || container.State.Paused)
        {
            throw new StreamException($"{name} is {(container.State.Paused ? "paused" : "not running")}, and only a running container can have a console. {(container.State.Paused ? "Resume" : "Start")} it first.");
        }

        var mark = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
        var exec = await client.Exec.ExecCreateContainerAsync(container.ID, new()
        {
            Cmd = request.Command,
            User = NullIfEmpty(request.User),
            WorkingDir = NullIfEmpty(request.WorkingDirectory),
            Env = ["TERM=xterm-256color", $"{ExecReaper.Variable}={mark}"],
            Tty = true,
            AttachStdin = true,
            AttachStdout = true,
            AttachStderr = true,
        }, cancellationToken);
        var stream = await client.Exec.StartAndAttachContainerExecAsync(exec.ID, tty: true, cancellationToken);
        return new(client, request, exec.ID, stream, new(client, container.ID, request, mark, exec.ID, time, logger), time);
    }

    public override Task ResizeAsync(int columns, int rows, CancellationToken cancellationToken) =>
        _client.Exec.ResizeContainerExecTtyAsync(_execId, new() { Width = columns, Height = rows }, cancellationToken);

    public override async Task<ConsoleEnding> ExplainEndAsync(string lastOutput, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var exec = await _client.Exec.InspectContainerExecAsync(_execId, cancellationToken);
            if (!exec.Running)
            {
                return ExecEnding.Explain(_request, exec.ExitCode, lastOutput);
            }

            // The output closes before the engine has noted the exit code: a moment, on a busy host some seconds.
            await Task.Delay(TimeSpan.FromMilliseconds(100), _time, cancellationToken);
        }

        return new("The engine closed the connection.");
    }

    public override Task LeaveAsync(CancellationToken cancellationToken) => _reaper.EndAsync(Stream, cancellationToken);

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
