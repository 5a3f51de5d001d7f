using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Portainer.Testing;

/// <summary>Containers: reading and changing them.</summary>
internal static class FakeContainerRoutes
{
    public static void Map(WebApplication app, FakeEngine engine)
    {
        app.MapGet("/containers/json", (HttpContext context) => FakeRoutes.WriteAsync(context, List(engine, context)));
        app.MapPost("/containers/create", (HttpContext context) => CreateAsync(engine, context));
        app.MapGet("/containers/{id}/json", (string id, HttpContext context) =>
            OnAsync(engine, context, id, container => FakeRoutes.WriteAsync(context, FakeJson.Inspect(container))));
        app.MapGet("/containers/{id}/top", (string id, HttpContext context) => OnRunningAsync(engine, context, id, _ =>
            FakeRoutes.WriteAsync(context, JsonNode.Parse("""{"Titles":["PID","CMD"],"Processes":[["4711","sh"]]}""")!)));
        app.MapGet("/containers/{id}/changes", (string id, HttpContext context) => OnAsync(engine, context, id, _ =>
            FakeRoutes.WriteAsync(context, JsonNode.Parse("""[{"Path":"/tmp/x","Kind":1}]""")!)));
        app.MapPost("/containers/{id}/update", (string id, HttpContext context) => OnAsync(engine, context, id, _ =>
            FakeRoutes.WriteAsync(context, JsonNode.Parse("""{"Warnings":null}""")!)));
        app.MapDelete("/containers/{id}", (string id, HttpContext context) => OnAsync(engine, context, id, container => RemoveAsync(engine, context, container)));
        MapVerbs(app, engine);
    }

    private static void MapVerbs(WebApplication app, FakeEngine engine)
    {
        Verb(app, engine, "start", container => !container.IsRunning, container => container.Start(), notModified: true);
        Verb(app, engine, "stop", container => container.IsRunning, container => container.Stop(), notModified: true);
        Verb(app, engine, "restart", _ => true, container => container.Restart());
        Verb(app, engine, "pause", container => container.State == "running", container => container.Pause());
        Verb(app, engine, "unpause", container => container.State == "paused", container => container.Unpause());
        app.MapPost("/containers/{id}/kill", (string id, HttpContext context) => OnRunningAsync(engine, context, id, container =>
        {
            container.Kill(context.Request.Query["signal"].FirstOrDefault("9")!);
            return Done(context);
        }));
        app.MapPost("/containers/{id}/rename", (string id, HttpContext context) => OnAsync(engine, context, id, container =>
        {
            var name = context.Request.Query["name"].ToString();
            if (engine.State.Find(name) is not null)
            {
                return FakeAnswer.ErrorAsync(context, 409, $"Conflict. The container name \"/{name}\" is already in use.");
            }

            container.Rename(name);
            return Done(context);
        }));
    }

    private static void Verb(
        WebApplication app, FakeEngine engine, string verb, Func<FakeContainer, bool> allowed, Action<FakeContainer> act, bool notModified = false) =>
        app.MapPost($"/containers/{{id}}/{verb}", (string id, HttpContext context) => OnAsync(engine, context, id, container =>
        {
            if (allowed(container))
            {
                act(container);
                return Done(context);
            }

            if (notModified)
            {
                context.Response.StatusCode = 304;
                return Task.CompletedTask;
            }

            return FakeAnswer.ErrorAsync(context, 409, $"Container {container.Id} cannot {verb}: it is {container.State}");
        }));

    private static JsonArray List(FakeEngine engine, HttpContext context)
    {
        var all = context.Request.Query["all"] == "1";
        var filters = FakeFilters.Parse(context);
        var containers = engine.State.Containers
            .Where(container => (all || container.IsRunning || filters.Has("status")) && filters.Match(container))
            .OrderByDescending(container => container.Created);
        return new([.. containers.Take(FakeRoutes.Number(context, "limit") ?? int.MaxValue).Select(FakeJson.Row)]);
    }

    private static async Task CreateAsync(FakeEngine engine, HttpContext context)
    {
        var body = (await JsonNode.ParseAsync(context.Request.Body))!;
        var image = body["Image"]?.ToString() ?? "";
        if (!engine.State.Images.Contains(image))
        {
            await FakeAnswer.ErrorAsync(context, 404, $"No such image: {image}");
            return;
        }

        var container = engine.State.Add(context.Request.Query["name"].FirstOrDefault() ?? engine.State.NewId()[..12], created =>
        {
            (created.Image, created.State, created.StartedAt) = (image, "created", default);
            created.Tty = body["Tty"]?.GetValue<bool>() ?? false;
        });
        context.Response.StatusCode = 201;
        await FakeRoutes.WriteAsync(context, new JsonObject { ["Id"] = container.Id, ["Warnings"] = null });
    }

    private static Task RemoveAsync(FakeEngine engine, HttpContext context, FakeContainer container)
    {
        if (container.IsRunning)
        {
            if (context.Request.Query["force"] != "1")
            {
                return FakeAnswer.ErrorAsync(context, 409, $"You cannot remove a running container {container.Id}.");
            }

            container.Kill("9");
        }

        engine.State.Remove(container);
        return Done(context);
    }

    internal static Task OnAsync(FakeEngine engine, HttpContext context, string id, Func<FakeContainer, Task> answer) =>
        engine.State.Find(id) is { } container ? answer(container) : FakeAnswer.ErrorAsync(context, 404, $"No such container: {id}");

    internal static Task OnRunningAsync(FakeEngine engine, HttpContext context, string id, Func<FakeContainer, Task> answer) =>
        OnAsync(engine, context, id, container =>
            container.IsRunning ? answer(container) : FakeAnswer.ErrorAsync(context, 409, $"Container {container.Id} is not running"));

    private static Task Done(HttpContext context)
    {
        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }
}
