using System.Text;
using Portainer.Testing;

namespace Portainer.Engine.Tests.Transport;

public sealed class HijackTests
{
    [Fact]
    public async Task Attach_EngineAnswers200AndTakesTheConnection_IsDuplex()
    {
        await using var server = new ScriptedServer(async (stream, cancellationToken) =>
        {
            await ScriptedServer.ReadHeadAsync(stream, cancellationToken);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.raw-stream\r\n\r\n"u8.ToArray(), cancellationToken);
            await stream.CopyToAsync(stream, cancellationToken);
        });
        using var client = new DockerClient(new() { Endpoint = server.Endpoint, PinnedApiVersion = new(1, 41) });
        await using var attached = await client.Containers.AttachContainerAsync("web", tty: true, new() { Stdin = true, Stdout = true });

        await attached.WriteAsync("ping"u8.ToArray());
        Assert.Equal("ping", await ReadTextAsync(attached, 4));
        await attached.CloseWriteAsync();

        Assert.True((await attached.ReadOutputAsync(new byte[10])).EOF);
    }

    [Fact]
    public async Task Attach_OutputInTheSamePacketAsTheHead_IsNotLost()
    {
        await using var server = new ScriptedServer(async (stream, cancellationToken) =>
        {
            await ScriptedServer.ReadHeadAsync(stream, cancellationToken);
            byte[] answer =
            [
                .. "HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n"u8,
                .. Streams.Frames.Of((StdStream.Stdout, "hello "), (StdStream.Stderr, "world")),
            ];
            await stream.WriteAsync(answer, cancellationToken);
        });
        using var client = new DockerClient(new() { Endpoint = server.Endpoint, PinnedApiVersion = new(1, 41) });
        await using var attached = await client.Containers.AttachContainerAsync("web", tty: false, new() { Stdout = true });

        // A buffer smaller than a frame: nothing may be skipped.
        Assert.Equal("hello world", await ReadTextAsync(attached, 11, bufferSize: 3));
        Assert.True((await attached.ReadOutputAsync(new byte[10])).EOF);
    }

    [Fact]
    public async Task Attach_RefusedWithAChunkedBody_SaysWhy()
    {
        await using var server = ScriptedServer.Saying(
            "HTTP/1.1 409 Conflict\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n{\"message\":\"it i\r\n8\r\ns dead\"}\r\n0\r\n\r\n");
        using var client = new DockerClient(new() { Endpoint = server.Endpoint, PinnedApiVersion = new(1, 41) });

        var exception = await Assert.ThrowsAsync<DockerApiException>(() => client.Exec.StartAndAttachContainerExecAsync("abc", tty: false));

        Assert.Equal("it is dead", exception.EngineMessage);
    }

    [Fact]
    public async Task Exec_WritesMoreThanIsRead_WaitsInsteadOfKeepingIt()
    {
        long sent = 0;
        var full = new TaskCompletionSource();
        await using var server = new ScriptedServer(async (stream, cancellationToken) =>
        {
            await ScriptedServer.ReadHeadAsync(stream, cancellationToken);
            await stream.WriteAsync("HTTP/1.1 101 UPGRADED\r\n\r\n"u8.ToArray(), cancellationToken);
            var output = new byte[64 * 1024];
            while (true)
            {
                var write = stream.WriteAsync(output, cancellationToken);
                if (!write.IsCompleted)
                {
                    full.TrySetResult();
                }

                await write;
                Interlocked.Add(ref sent, output.Length);
            }
        });
        using var client = new DockerClient(new() { Endpoint = server.Endpoint, PinnedApiVersion = new(1, 41) });
        await using var attached = await client.Exec.StartAndAttachContainerExecAsync("abc", tty: true);

        // Nobody reads: the sockets' buffers fill, and the process must be the one that waits.
        await full.Task;

        Assert.True(Interlocked.Read(ref sent) < 64 * 1024 * 1024);
        Assert.False((await attached.ReadOutputAsync(new byte[100])).EOF);
    }

    private static async Task<string> ReadTextAsync(MultiplexedStream stream, int bytes, int bufferSize = 1024)
    {
        var buffer = new byte[bufferSize];
        using var text = new MemoryStream();
        while (text.Length < bytes && await stream.ReadOutputAsync(buffer) is { EOF: false } read)
        {
            text.Write(buffer, 0, read.Count);
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }
}
