using Portainer.Engine;

namespace Portainer.Files;

/// <summary>A tar written by the container's own program, for engines whose archives lose the owners of files (Podman).</summary>
internal sealed class ExecTar : ReadOnlyStream
{
    private readonly DockerClient _client;
    private readonly string _exec;
    private readonly MultiplexedStream _stream;
    private ReadOnlyMemory<byte> _ahead;

    private ExecTar(DockerClient client, string exec, MultiplexedStream stream, ReadOnlyMemory<byte> ahead) =>
        (_client, _exec, _stream, _ahead) = (client, exec, stream, ahead);

    /// <summary>Null: there is no such program in the container, or it wrote nothing.</summary>
    public static async Task<ExecTar?> OpenAsync(DockerClient client, string container, string folder, string name, CancellationToken cancellationToken)
    {
        var created = await client.Exec.ExecCreateContainerAsync(
            container, new() { Cmd = ["tar", "-cf", "-", "-C", folder, "./" + name], User = "0", AttachStdout = true, AttachStderr = true }, cancellationToken);
        var stream = await client.Exec.StartAndAttachContainerExecAsync(created.ID, tty: false, cancellationToken);
        var first = new byte[32 * 1024];
        while (await stream.ReadOutputAsync(first, cancellationToken) is { EOF: false } read)
        {
            if (read.Target == StdStream.Stdout)
            {
                // A tar has its first head whole in one write; an engine's own complaint is shorter and no multiple of a block.
                if (read.Count >= 512)
                {
                    return new(client, created.ID, stream, first.AsMemory(0, read.Count));
                }

                break;
            }
        }

        await stream.DisposeAsync();
        return null;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_ahead.IsEmpty)
        {
            var taken = Math.Min(buffer.Length, _ahead.Length);
            _ahead[..taken].CopyTo(buffer);
            _ahead = _ahead[taken..];
            return taken;
        }

        while (await _stream.ReadOutputAsync(buffer, cancellationToken) is { EOF: false } read)
        {
            if (read.Target == StdStream.Stdout)
            {
                return read.Count;
            }
        }

        var ended = await _client.Exec.InspectContainerExecAsync(_exec, cancellationToken);
        return ended.ExitCode is 0 ? 0 : throw new FileException($"The archive is not complete: tar ended with exit code {ended.ExitCode}. Files may have changed meanwhile; try again.");
    }

    public override async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        await base.DisposeAsync();
    }
}
