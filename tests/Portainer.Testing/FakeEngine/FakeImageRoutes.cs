using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Portainer.Testing;

/// <summary>Images: reading and pulling them.</summary>
internal static class FakeImageRoutes
{
    public static void Map(WebApplication app, FakeEngine engine)
    {
        app.MapGet("/images/json", (HttpContext context) => FakeRoutes.WriteAsync(context, new JsonArray([.. Tags(engine).Select(tag => Row(engine, tag))])));
        app.MapPost("/images/create", (HttpContext context) => PullAsync(engine, context));
        app.MapGet("/images/{**rest}", (string rest, HttpContext context) => InspectAsync(engine, context, rest));
    }

    private static List<string> Tags(FakeEngine engine)
    {
        lock (engine.State.Images)
        {
            return [.. engine.State.Images];
        }
    }

    private static JsonObject Row(FakeEngine engine, string tag) => new()
    {
        ["Id"] = FakeJson.ImageId(tag),
        ["RepoTags"] = new JsonArray(tag),
        ["RepoDigests"] = engine.State.Digests.TryGetValue(tag, out var digest) ? new JsonArray(digest) : null,
        ["Created"] = 1700000000,
        ["Size"] = 2_000_000,
        ["Labels"] = null,
    };

    private static Task InspectAsync(FakeEngine engine, HttpContext context, string rest)
    {
        var name = rest.EndsWith("/json", StringComparison.Ordinal) ? rest[..^"/json".Length] : "";
        var tag = Tags(engine).Find(tag => tag == name || tag == name + ":latest" || FakeJson.ImageId(tag) == name);
        return tag is null ? FakeAnswer.ErrorAsync(context, 404, $"No such image: {name}") : FakeRoutes.WriteAsync(context, new JsonObject
        {
            ["Id"] = FakeJson.ImageId(tag),
            ["RepoTags"] = new JsonArray(tag),
            ["RepoDigests"] = new JsonArray(),
            ["Created"] = "2023-11-14T22:13:20Z",
            ["Architecture"] = "amd64",
            ["Os"] = "linux",
            ["Size"] = 2_000_000,
            ["Config"] = new JsonObject { ["Cmd"] = new JsonArray("sh"), ["Env"] = new JsonArray("PATH=/bin"), ["Labels"] = null },
            ["RootFS"] = new JsonObject { ["Type"] = "layers", ["Layers"] = new JsonArray(FakeJson.ImageId(tag)) },
        });
    }

    private static async Task PullAsync(FakeEngine engine, HttpContext context)
    {
        var name = $"{context.Request.Query["fromImage"]}:{context.Request.Query["tag"]}";
        var pull = engine.State.FindPull(name);
        context.Response.ContentType = "application/json";
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await foreach (var message in pull.ReadAsync(context.RequestAborted))
        {
            await context.Response.WriteAsync(message.ToJsonString() + "\r\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }

        if (pull.HasSucceeded)
        {
            Add(engine, name);
        }
    }

    private static void Add(FakeEngine engine, string name)
    {
        lock (engine.State.Images)
        {
            if (!engine.State.Images.Contains(name))
            {
                engine.State.Images.Add(name);
            }
        }

        engine.Events.Publish("image", "pull", name, new Dictionary<string, string> { ["name"] = name });
    }
}
