using System.Text;
using Portainer.Engine;

namespace Portainer.Files;

/// <summary>A program run in a container to its end, given as arguments; there is no shell in between.</summary>
internal static class ExecRun
{
    /// <summary>Output beyond this is cut: 100,000 files are about 15 MB of it.</summary>
    private const int MostOutput = 32 * 1024 * 1024;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <param name="ExitCode">126 or 127 when there is no such program.</param>
    internal readonly record struct Outcome(long ExitCode, string Output, string Errors)
    {
        public bool IsMissingProgram => ExitCode is 126 or 127;
    }

    /// <exception cref="FileException">It took too long.</exception>
    public static async Task<Outcome> RunAsync(DockerClient client, string container, IList<string> arguments, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Longest);
        try
        {
            var created = await client.Exec.ExecCreateContainerAsync(container, new()
            {
                Cmd = arguments,
                User = "0",
                Env = ["QUOTING_STYLE=literal", "LC_ALL=C"],
                AttachStdout = true,
                AttachStderr = true,
            }, limit.Token);
            var (output, errors) = await ReadAsync(client, created.ID, limit.Token);
            var ended = await client.Exec.InspectContainerExecAsync(created.ID, limit.Token);
            return new(ended.ExitCode ?? -1, output, errors);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new FileException($"{arguments[0]} did not end within {Longest.TotalSeconds:0} s and was given up. The disk behind it may be slow, or not answer.");
        }
    }

    private static async Task<(string Output, string Errors)> ReadAsync(DockerClient client, string exec, CancellationToken cancellationToken)
    {
        using var output = new MemoryStream();
        using var errors = new MemoryStream();
        await using var stream = await client.Exec.StartAndAttachContainerExecAsync(exec, tty: false, cancellationToken);
        var buffer = new byte[32 * 1024];
        while (await stream.ReadOutputAsync(buffer, cancellationToken) is { EOF: false } read)
        {
            var sink = read.Target == StdStream.Stderr ? errors : output;
            if (sink.Length < MostOutput)
            {
                sink.Write(buffer.AsSpan(0, read.Count));
            }
        }

        return (Encoding.UTF8.GetString(output.GetBuffer(), 0, (int)output.Length), Encoding.UTF8.GetString(errors.GetBuffer(), 0, (int)errors.Length));
    }
}
