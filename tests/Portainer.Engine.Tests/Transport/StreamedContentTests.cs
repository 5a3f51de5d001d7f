using System.Text;
using Portainer.Testing;

namespace Portainer.Engine.Tests.Transport;

public sealed class StreamedContentTests
{
    [Fact]
    public async Task Archive_RefusedForItsVersion_IsSentWholeTheSecondTime()
    {
        const string Text = "every byte of it";
        var received = "";
        await using var server = new ScriptedServer(async (stream, cancellationToken) =>
        {
            var request = await ScriptedServer.ReadHeadAsync(stream, cancellationToken);
            if (request.Contains("/v1.41/", StringComparison.Ordinal))
            {
                await stream.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), cancellationToken);
                received = await ReadChunksAsync(stream, cancellationToken);
            }

            await stream.WriteAsync(Answer(request), cancellationToken);
        });
        using var client = new DockerClient(new() { Endpoint = server.Endpoint });

        await client.Images.LoadImageAsync(new Counted(new MemoryStream(Encoding.UTF8.GetBytes(Text)))).AllAsync();

        Assert.Equal(new Version(1, 41), client.ApiVersion);
        Assert.Contains(Text, received, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Archive_EngineStopsTakingIt_TimesOut()
    {
        await using var server = new ScriptedServer(async (stream, cancellationToken) =>
        {
            await ScriptedServer.ReadHeadAsync(stream, cancellationToken);
            await stream.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), cancellationToken);
            await Task.Delay(Timeout.Infinite, cancellationToken);
        });
        using var transport = new EngineTransport(new() { Endpoint = server.Endpoint, PinnedApiVersion = new(1, 41) });
        var request = Load(new Zeroes(long.MaxValue), TimeSpan.FromMilliseconds(200));

        var exception = await Assert.ThrowsAsync<DockerConnectionException>(() => transport.SendAsync(request, CancellationToken.None));

        Assert.Equal(ConnectionFailure.TimedOut, exception.Failure);
    }

    [Fact]
    public async Task Archive_SourceIsSlowerThanTheEnginesPatience_IsSentAllTheSame()
    {
        await using var server = new ScriptedServer(async (stream, cancellationToken) =>
        {
            await ScriptedServer.ReadHeadAsync(stream, cancellationToken);
            await stream.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), cancellationToken);
            await ReadChunksAsync(stream, cancellationToken);
            await stream.WriteAsync(Answer("ok"), cancellationToken);
        });
        using var transport = new EngineTransport(new() { Endpoint = server.Endpoint, PinnedApiVersion = new(1, 41) });
        var patience = TimeSpan.FromSeconds(4);
        var slow = new Slow(patience * 1.5);

        await transport.SendAsync(Load(slow, patience), CancellationToken.None);

        Assert.True(slow.IsRead);
    }

    private static EngineRequest Load(Stream tar, TimeSpan patience) =>
        EngineRequest.Post("/images/load", "load the archive").With(tar) with { Patience = patience };

    private static async Task<string> ReadChunksAsync(Stream stream, CancellationToken cancellationToken)
    {
        var body = new StringBuilder();
        var one = new byte[1];
        while (!body.ToString().EndsWith("\r\n0\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, cancellationToken) == 1)
        {
            body.Append((char)one[0]);
        }

        return body.ToString();
    }

    private static byte[] Answer(string request)
    {
        const string Refusal = """{"message":"client version 1.51 is too new. Maximum supported API version is 1.41"}""";
        var (status, body) = request.Contains("/v1.51/", StringComparison.Ordinal) ? ("400 Bad Request", Refusal) : ("200 OK", "{}");
        return Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nApi-Version: 1.51\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}");
    }

    /// <summary>One byte after a while, then the end.</summary>
    private sealed class Slow(TimeSpan delay) : ReadOnlyStream
    {
        public bool IsRead { get; private set; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (IsRead)
            {
                return 0;
            }

            await Task.Delay(delay, cancellationToken);
            IsRead = true;
            return 1;
        }
    }
}
