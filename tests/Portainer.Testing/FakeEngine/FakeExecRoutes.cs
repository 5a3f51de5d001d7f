using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Portainer.Testing;

/// <summary>Exec but for its stream, which is <see cref="FakeHijack"/>'s.</summary>
internal static class FakeExecRoutes
{
    public static void Map(WebApplication app, FakeEngine engine)
    {
        app.MapPost("/containers/{id}/exec", (string id, HttpContext context) =>
            FakeContainerRoutes.OnRunningAsync(engine, context, id, container => CreateAsync(engine, container, context)));
        app.MapPost("/exec/{id}/start", (string id, HttpContext context) => OnAsync(engine, context, id, exec => FakeProcess.RunAsync(exec, Stream.Null, Stream.Null, engine.Stopping)));
        app.MapGet("/exec/{id}/json", (string id, HttpContext context) => OnAsync(engine, context, id, exec => FakeRoutes.WriteAsync(context, Inspect(exec))));
        app.MapPost("/exec/{id}/resize", (string id, HttpContext context) => OnAsync(engine, context, id, exec =>
        {
            exec.Size = (FakeRoutes.Number(context, "h") ?? 0, FakeRoutes.Number(context, "w") ?? 0);
            return Task.CompletedTask;
        }));
        app.MapPost("/containers/{id}/resize", (string id, HttpContext context) => FakeContainerRoutes.OnAsync(engine, context, id, _ => Task.CompletedTask));
    }

    private static async Task CreateAsync(FakeEngine engine, FakeContainer container, HttpContext context)
    {
        var body = (await JsonNode.ParseAsync(context.Request.Body))!;
        var command = body["Cmd"]!.AsArray().Select(part => part!.ToString()).ToList();
        var exec = new FakeExec(engine.State.NewId(), container, command, body["Tty"]?.GetValue<bool>() ?? false) { User = body["User"]?.ToString() ?? "" };
        engine.State.Execs[exec.Id] = exec;
        container.Emit("exec_create: " + string.Join(' ', command), ("execID", exec.Id));
        context.Response.StatusCode = 201;
        await FakeRoutes.WriteAsync(context, new JsonObject { ["Id"] = exec.Id });
    }

    private static Task OnAsync(FakeEngine engine, HttpContext context, string id, Func<FakeExec, Task> answer) =>
        engine.State.Execs.TryGetValue(id, out var exec) ? answer(exec) : FakeAnswer.ErrorAsync(context, 404, $"No such exec instance: {id}");

    private static JsonObject Inspect(FakeExec exec) => new()
    {
        ["ID"] = exec.Id,
        ["Running"] = exec.Running,
        ["ExitCode"] = exec.ExitCode,
        ["ContainerID"] = exec.Container.Id,
        ["ProcessConfig"] = new JsonObject { ["tty"] = exec.Tty, ["entrypoint"] = exec.Command[0] },
    };
}
