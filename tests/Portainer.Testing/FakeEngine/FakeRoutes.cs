using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Portainer.Testing;

/// <summary>The routes of a <see cref="FakeEngine"/>, without their version.</summary>
internal static class FakeRoutes
{
    public static void Map(WebApplication app, FakeEngine engine)
    {
        MapDaemon(app, engine);
        MapLists(app, engine);
        MapSwarm(app, engine);
        FakeContainerRoutes.Map(app, engine);
        FakeImageRoutes.Map(app, engine);
        FakeStreamRoutes.Map(app, engine);
        app.MapFallback((HttpContext context) => FakeAnswer.ErrorAsync(context, 404, "page not found"));
    }

    private static void MapDaemon(WebApplication app, FakeEngine engine)
    {
        app.MapGet("/_ping", (HttpContext context) =>
        {
            if (Version.Parse(engine.Options.ApiVersion) >= new Version(1, 42))
            {
                context.Response.Headers["Swarm"] = engine.Options.SwarmState;
            }

            return context.Response.WriteAsync("OK");
        });
        app.MapGet("/version", (HttpContext context) => WriteAsync(context, new JsonObject
        {
            ["Version"] = engine.Options.ServerVersion,
            ["ApiVersion"] = engine.Options.ApiVersion,
            ["MinAPIVersion"] = engine.Options.MinApiVersion,
            ["Os"] = "linux",
            ["Arch"] = "amd64",
        }));
        app.MapGet("/info", (HttpContext context) => WriteAsync(context, Facts(engine)));
    }

    private static void MapLists(WebApplication app, FakeEngine engine)
    {
        app.MapGet("/volumes", (HttpContext context) => WriteAsync(context, new JsonObject
        {
            ["Volumes"] = new JsonArray([.. engine.State.Volumes.Select(name => new JsonObject { ["Name"] = name, ["Driver"] = "local", ["Scope"] = "local", ["Labels"] = null })]),
            ["Warnings"] = null,
        }));
        app.MapGet("/networks", (HttpContext context) => WriteAsync(context, new JsonArray([.. engine.State.Networks.Select(name => new JsonObject
        {
            ["Name"] = name, ["Id"] = FakeJson.ImageId(name)[7..], ["Driver"] = name, ["Scope"] = "local", ["IPAM"] = new JsonObject { ["Config"] = null },
        })])));
    }

    private static void MapSwarm(WebApplication app, FakeEngine engine)
    {
        foreach (var path in (string[])["/services", "/nodes", "/tasks"])
        {
            app.MapGet(path, (HttpContext context) => engine.Options.IsSwarmManager
                ? WriteAsync(context, new JsonArray())
                : FakeAnswer.ErrorAsync(context, 503, "This node is not a swarm manager."));
        }
    }

    private static JsonObject Facts(FakeEngine engine)
    {
        var containers = engine.State.Containers.ToList();
        return new()
        {
            ["ID"] = "FAKE",
            ["Name"] = engine.Options.Name,
            ["ServerVersion"] = engine.Options.ServerVersion,
            ["Containers"] = containers.Count,
            ["ContainersRunning"] = containers.Count(container => container.State == "running"),
            ["ContainersPaused"] = containers.Count(container => container.State == "paused"),
            ["ContainersStopped"] = containers.Count(container => !container.IsRunning),
            ["Images"] = engine.State.Images.Count,
            ["OSType"] = "linux",
            ["OperatingSystem"] = "Fake Linux",
            ["Architecture"] = "x86_64",
            ["NCPU"] = 2,
            ["MemTotal"] = 8_000_000_000,
            ["CgroupVersion"] = "2",
            ["Warnings"] = null,
            ["Swarm"] = new JsonObject { ["LocalNodeState"] = engine.Options.SwarmState, ["ControlAvailable"] = engine.Options.IsSwarmManager },
        };
    }

    internal static Task WriteAsync(HttpContext context, JsonNode body)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body.ToJsonString());
    }

    internal static int? Number(HttpContext context, string name) =>
        int.TryParse(context.Request.Query[name], CultureInfo.InvariantCulture, out var number) ? number : null;
}
