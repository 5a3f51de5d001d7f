using System.Net;
using Portainer.Testing;

namespace Portainer.Engine.Tests.Transport;

public sealed class RawRequestTests
{
    [Fact]
    public async Task Raw_AnyStatus_IsPassedOnAsItIs()
    {
        await using var engine = await FakeEngine.StartAsync();
        using var client = new DockerClient(new() { Endpoint = engine.Endpoint });

        using var answer = await client.SendRawAsync(HttpMethod.Get, "/v1.30/containers/a%2Fb/json?size=1");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(["GET /v1.30/containers/a%2Fb/json?size=1"], engine.Requests);
    }

    [Fact]
    public async Task RawConnection_AfterARequestByHand_CarriesTheAnswer()
    {
        await using var engine = await FakeEngine.StartAsync();
        using var client = new DockerClient(new() { Endpoint = engine.Endpoint });
        await using var connection = await client.ConnectRawAsync();

        await connection.WriteAsync("GET /_ping HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n\r\n"u8.ToArray());
        using var reader = new StreamReader(connection);

        Assert.Equal("HTTP/1.1 200 OK", await reader.ReadLineAsync());
    }

    [Fact]
    public async Task Raw_StreamingBody_ComesWhileItIsWritten()
    {
        await using var engine = await FakeEngine.StartAsync();
        var container = engine.State.Add("web", web => web.Tty = true);
        using var client = new DockerClient(new() { Endpoint = engine.Endpoint });
        using var answer = await client.SendRawAsync(HttpMethod.Get, "/containers/web/logs?stdout=1&follow=1");
        await using var body = await answer.Content.ReadAsStreamAsync();
        using var reader = new StreamReader(body);

        container.Print("one");
        Assert.Equal("one", await reader.ReadLineAsync());
        container.Print("two");
        Assert.Equal("two", await reader.ReadLineAsync());
    }
}
