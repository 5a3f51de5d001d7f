using System.Net;
using System.Text;
using Portainer.Testing;

namespace Portainer.Engine.Tests.Transport;

public sealed class EngineErrorTests
{
    [Theory]
    [InlineData("""{"message":"No such container: web"}""", "No such container: web")]
    [InlineData("""{"cause":"no such container","message":"no container with name web","response":404}""", "no container with name web")]
    [InlineData("""{"cause":"no such container","message":"","response":404}""", "no such container")]
    [InlineData("Not Found\n", "Not Found")]
    [InlineData("""{"message":"data: addr=a,username=u,password=p:w,vers=3: no such device"}""", "data: addr=a,username=u,password=********,vers=3: no such device")]
    [InlineData("""{"message":"mount -o username=u,password=secret: no such device"}""", "mount -o username=u,password=********: no such device")]
    [InlineData("<html><body>502</body></html>", "the answer is a web page, not an engine's")]
    [InlineData("{broken", "{broken")]
    [InlineData("", "the engine answered 404 NotFound and gave no reason")]
    public void Error_InEveryForm_IsOneSentence(string body, string message) =>
        Assert.Equal(message, EngineError.From(HttpStatusCode.NotFound, Encoding.UTF8.GetBytes(body)).Message);

    [Theory]
    [InlineData(FakeFault.ServerError, HttpStatusCode.InternalServerError, "something broke")]
    [InlineData(FakeFault.ServerErrorText, HttpStatusCode.InternalServerError, "something broke")]
    [InlineData(FakeFault.ServerErrorEmpty, HttpStatusCode.InternalServerError, "the engine answered 500 InternalServerError and gave no reason")]
    [InlineData(FakeFault.Html, HttpStatusCode.BadGateway, "the answer is a web page, not an engine's")]
    public async Task Call_EngineFails_SaysWhatWasAttemptedAndWhy(FakeFault fault, HttpStatusCode status, string reason)
    {
        await using var engine = await FakeEngine.StartAsync();
        using var client = new DockerClient(new() { Endpoint = engine.Endpoint });
        await client.NegotiateAsync();
        engine.Faults.Set("/containers/", fault);

        var exception = await Assert.ThrowsAsync<DockerApiException>(() => client.Containers.StartContainerAsync("web"));

        Assert.Equal((status, reason), (exception.StatusCode, exception.EngineMessage));
        Assert.Equal($"Could not start container web: {reason}", exception.Message);
    }

    [Fact]
    public async Task Attach_EngineFails_SaysWhatWasAttemptedAndWhy()
    {
        await using var engine = await FakeEngine.StartAsync();
        using var client = new DockerClient(new() { Endpoint = engine.Endpoint });

        var exception = await Assert.ThrowsAsync<DockerApiException>(
            () => client.Containers.AttachContainerAsync("nobody", tty: false, new() { Stdout = true }));

        Assert.Equal(HttpStatusCode.NotFound, exception.StatusCode);
        Assert.Equal("Could not attach to container nobody: No such container: nobody", exception.Message);
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData(" ")]
    public async Task Call_WithWhatIsNoName_IsNotSent(string name)
    {
        using var client = new DockerClient(new() { Endpoint = "unix:///nowhere" });

        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.Containers.InspectContainerAsync(name));
    }

    [Fact]
    public async Task Call_NameWithASlash_StaysOneSegment()
    {
        await using var engine = await FakeEngine.StartAsync();
        using var client = new DockerClient(new() { Endpoint = engine.Endpoint });

        await Assert.ThrowsAsync<DockerApiException>(() => client.Containers.InspectContainerAsync("../../secret?x=1"));

        Assert.Contains("GET /v1.51/containers/..%2F..%2Fsecret%3Fx=1/json", engine.Requests);
    }
}
