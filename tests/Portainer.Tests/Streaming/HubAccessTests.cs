using System.Net.WebSockets;

namespace Portainer.Tests.Streaming;

[Collection(StreamGroup.Name)]
public sealed class HubAccessTests(StreamFixture streams)
{
    public static TheoryData<string, object[], bool> Methods => new()
    {
        { "Logs", [new { endpointId = 1, container = "any" }], true },
        { "ContainerStats", [1, "any"], false },
        { "LiveStats", [1], true },
        { "EngineStats", [1], false },
        { "Processes", [1, "any"], false },
        { "Console", [Terminal.Request(1, "any", "exec", ["/bin/sh"])], true },
        { "Console", [Terminal.Request(1, "any", "attach", [])], true },
    };

    [Fact]
    public async Task Hub_NotSignedIn_IsRefusedBeforeTheFirstByte() =>
        await Assert.ThrowsAsync<WebSocketException>(() => streams.Host.ConnectAsync(user: null));

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Method_WithoutTheRight_SendsNothingButTheRefusal(string method, object[] arguments, bool upload)
    {
        await using var hub = await streams.Host.ConnectAsync(StreamHost.Standard);
        var refusal = await LogStreamTests.RefusalAsync(await hub.OpenAsync(method, arguments, upload));
        Assert.Contains("There is no endpoint 1 (any more), or you have no access to it.", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_OfSomebodyElse_CannotBeResumed()
    {
        var container = await streams.RunAsync(1, "sleep 600");
        await using var hub = await streams.Host.ConnectAsync();
        var request = Terminal.Request(1, container, "exec", ["/bin/sh"]) with { Session = "0123456789abcdef0123456789abcdef" };
        var refusal = await LogStreamTests.RefusalAsync(await hub.OpenAsync("Console", [request], upload: true));
        Assert.Contains("The session ended while the connection was away.", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Download_NotSignedInOrWithoutTheRight_IsRefused()
    {
        using var browser = new Browser(streams.Host.Address);
        using var anonymous = await browser.GetAsync("/endpoints/1/containers/any/logs/download");
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, anonymous.StatusCode);
        browser.Cookies.Add(browser.Address, new System.Net.Cookie("user", StreamHost.Standard));
        using var standard = await browser.GetAsync("/endpoints/1/containers/any/logs/download");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, standard.StatusCode);
    }
}
