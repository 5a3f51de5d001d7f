using Portainer.Engine;

namespace Portainer.Streaming.Consoles;

/// <summary>
/// Ends an exec nobody looks at any more. The engine has no call for it, and closing the connection of a TTY exec leaves its
/// process running (seen on 20.10 and 28.5). So the process carries a mark in its environment, and a second, short exec finds
/// the mark in /proc and hangs the process up, as a closed terminal would; if it ignores that, it is killed.
/// </summary>
internal sealed class ExecReaper(
    DockerClient client, string containerId, ConsoleRequest request, string mark, string execId, TimeProvider time, ILogger logger)
{
    public const string Variable = "PORTAINER_CONSOLE";
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    // Nothing but the shell's own commands: small images have little else. Shells drop the zero bytes between variables.
    private const string Script = """
        for d in /proc/[0-9]*; do
          while IFS= read -r line || [ -n "$line" ]; do
            case $line in *"$1"*) kill -"$2" "${d#/proc/}" 2>/dev/null; kill -CONT "${d#/proc/}" 2>/dev/null;; esac
            line=
          done 2>/dev/null <"$d/environ"
        done
        """;

    /// <summary>Ends the process and closes its stream. Takes up to a few seconds with a process that ignores the hang-up.</summary>
    public async Task EndAsync(MultiplexedStream stream, CancellationToken cancellationToken)
    {
        await using var closing = stream;
        try
        {
            if (!await IsRunningAsync(cancellationToken))
            {
                return;
            }

            // A program that is stuck because nobody reads its output keeps the engine from starting anything beside it.
            _ = DrainAsync(stream);
            await SignalAsync("HUP", cancellationToken);
            if (await EndsWithinAsync(10, cancellationToken))
            {
                return;
            }

            await SignalAsync("KILL", cancellationToken);
            if (await EndsWithinAsync(10, cancellationToken))
            {
                return;
            }

            // No shell to signal with: what a person would press to leave.
            await stream.WriteAsync("\u0003\u0003\u0004"u8.ToArray(), cancellationToken);
            if (!await EndsWithinAsync(10, cancellationToken))
            {
                logger.LogWarning("The process of a closed console still runs in container {Container}: {Command}", containerId, string.Join(' ', request.Command));
            }
        }
        catch (Exception failure) when (failure is DockerApiException or DockerConnectionException or IOException)
        {
            logger.LogInformation("A closed console of container {Container} could not be ended: {Reason}", containerId, failure.Message);
        }
    }

    private static async Task DrainAsync(MultiplexedStream stream)
    {
        var nowhere = new byte[32 * 1024];
        try
        {
            while (!(await stream.ReadOutputAsync(nowhere)).EOF)
            {
            }
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // Closed: that is what this is for.
        }
    }

    private async Task SignalAsync(string signal, CancellationToken cancellationToken)
    {
        // As the same user: without more rights than its own, even root may not read the environment of another user's process.
        foreach (var shell in Shells())
        {
            var exec = await client.Exec.ExecCreateContainerAsync(containerId, new()
            {
                Cmd = [shell, "-c", Script, shell, $"{Variable}={mark}", signal],
                User = request.User.Length == 0 ? null : request.User,
                AttachStdout = true,
                AttachStderr = true,
            }, cancellationToken);
            await using (var output = await client.Exec.StartAndAttachContainerExecAsync(exec.ID, tty: false, cancellationToken))
            {
                var nowhere = new byte[1024];
                while (!(await output.ReadOutputAsync(nowhere, cancellationToken)).EOF)
                {
                }
            }

            if ((await client.Exec.InspectContainerExecAsync(exec.ID, cancellationToken)).ExitCode is not (126 or 127))
            {
                return;
            }
        }
    }

    private IEnumerable<string> Shells()
    {
        var own = request.Command.FirstOrDefault() ?? "";
        return own is "bash" or "/bin/bash" or "ash" or "/bin/ash" or "/bin/dash" or "sh" ? ["/bin/sh", own] : ["/bin/sh"];
    }

    private async Task<bool> EndsWithinAsync(int polls, CancellationToken cancellationToken)
    {
        for (var i = 0; i < polls; i++)
        {
            if (!await IsRunningAsync(cancellationToken))
            {
                return true;
            }

            await Task.Delay(Poll, time, cancellationToken);
        }

        return false;
    }

    private async Task<bool> IsRunningAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await client.Exec.InspectContainerExecAsync(execId, cancellationToken)).Running;
        }
        catch (DockerApiException gone) when (gone.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            return false;
        }
    }
}
