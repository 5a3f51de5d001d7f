using System.Text.Json.Nodes;
using Portainer.Testing;

namespace Portainer.Tests.Gateway;

public sealed class OutageTests
{
    [Fact]
    public async Task Engine_Killed_IsToldInPortainersShape()
    {
        await using var engine = await Lab.StartEngineAsync(EngineApp.Name("outage"));
        await using var host = await GatewayHost.StartOnAsync(engine.Socket);
        var admin = await host.AdministratorAsync();
        await engine.CrashAsync();
        using var answer = await admin.SendAsync("GET", "/containers/json");
        Assert.InRange((int)answer.StatusCode, 502, 504);
        var told = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.NotEmpty((string)told["message"]!);
        Assert.NotEmpty((string)told["details"]!);
    }
}
