using System.Text;
using Portainer.Engine;

namespace Portainer.Testing;

/// <summary>What runs in a fake container: "cat" gives back what it gets, a shell knows echo and exit, the rest prints its name.</summary>
internal static class FakeProcess
{
    /// <summary>The process runs until its program ends or the client leaves.</summary>
    public static async Task RunAsync(FakeExec exec, Stream input, Stream output, CancellationToken cancellationToken)
    {
        exec.Running = true;
        exec.Container.Emit("exec_start: " + string.Join(' ', exec.Command), ("execID", exec.Id));
        try
        {
            exec.ExitCode = await RunAsync(exec.Command, exec.Tty, input, output, cancellationToken);
        }
        finally
        {
            exec.Running = false;
            exec.Container.Emit("exec_die", ("execID", exec.Id));
        }
    }

    /// <summary>The main process of every container is "cat".</summary>
    public static Task AttachAsync(FakeContainer container, Stream input, Stream output, CancellationToken cancellationToken) =>
        RunAsync(["cat"], container.Tty, input, output, cancellationToken);

    private static async Task<int> RunAsync(
        IReadOnlyList<string> command, bool tty, Stream input, Stream output, CancellationToken cancellationToken)
    {
        async Task PrintAsync(ReadOnlyMemory<byte> bytes)
        {
            await output.WriteAsync(tty ? bytes : FakeStreamRoutes.Frame(StdStream.Stdout, bytes.Span), cancellationToken);
            await output.FlushAsync(cancellationToken);
        }

        switch (command[0])
        {
            case "cat":
                await EchoAsync(input, PrintAsync, cancellationToken);
                return 0;
            case "sh" or "/bin/sh" or "bash" or "/bin/bash" or "ash":
                return await ShellAsync(input, PrintAsync, cancellationToken);
            default:
                await PrintAsync(Encoding.UTF8.GetBytes(string.Join(' ', command) + "\n"));
                return 0;
        }
    }

    private static async Task EchoAsync(Stream stream, Func<ReadOnlyMemory<byte>, Task> printAsync, CancellationToken cancellationToken)
    {
        var buffer = new byte[4096];
        while (await stream.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            await printAsync(buffer.AsMemory(0, count));
        }
    }

    private static async Task<int> ShellAsync(Stream stream, Func<ReadOnlyMemory<byte>, Task> printAsync, CancellationToken cancellationToken)
    {
        await printAsync("/ # "u8.ToArray());
        using var reader = new StreamReader(stream, leaveOpen: true);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("exit", StringComparison.Ordinal))
            {
                return int.TryParse(line[4..], out var code) ? code : 0;
            }

            var answer = line.StartsWith("echo ", StringComparison.Ordinal) ? line[5..] : $"sh: {line}: not found";
            await printAsync(Encoding.UTF8.GetBytes($"{line}\r\n{answer}\r\n/ # "));
        }

        return 0;
    }
}
