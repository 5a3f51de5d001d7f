using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Portainer.Engine;

namespace Portainer.Testing;

/// <summary>Events, logs, statistics.</summary>
internal static class FakeStreamRoutes
{
    public static void Map(WebApplication app, FakeEngine engine)
    {
        app.MapGet("/events", (HttpContext context) => EventsAsync(engine, context));
        app.MapGet("/containers/{id}/logs", (string id, HttpContext context) =>
            FakeContainerRoutes.OnAsync(engine, context, id, container => LogsAsync(container, context)));
        app.MapGet("/containers/{id}/stats", (string id, HttpContext context) =>
            FakeContainerRoutes.OnAsync(engine, context, id, container => StatsAsync(engine, container, context)));
        FakeExecRoutes.Map(app, engine);
    }

    public static byte[] Frame(StdStream stream, ReadOnlySpan<byte> payload)
    {
        var frame = new byte[8 + payload.Length];
        frame[0] = (byte)stream;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(4), payload.Length);
        payload.CopyTo(frame.AsSpan(8));
        return frame;
    }

    private static async Task EventsAsync(FakeEngine engine, HttpContext context)
    {
        var filters = FakeFilters.Parse(context);
        var until = Time(context, "until");
        var follower = engine.Events.Follow(Time(context, "since"));
        try
        {
            context.Response.ContentType = "application/json";
            await context.Response.Body.FlushAsync();
            if (until <= engine.Options.Clock.GetUtcNow())
            {
                follower.Writer.Complete();
            }

            await foreach (var happened in follower.Reader.ReadAllAsync(context.RequestAborted))
            {
                if (filters.Match(happened))
                {
                    await context.Response.WriteAsync(FakeJson.Event(happened).ToJsonString() + "\n", context.RequestAborted);
                    await context.Response.Body.FlushAsync(context.RequestAborted);
                }
            }
        }
        finally
        {
            engine.Events.Leave(follower);
        }
    }

    private static async Task LogsAsync(FakeContainer container, HttpContext context)
    {
        var query = context.Request.Query;
        var follow = query["follow"] == "1" && container.IsRunning;
        context.Response.ContentType = container.Tty ? "application/vnd.docker.raw-stream" : "application/vnd.docker.multiplexed-stream";
        await context.Response.Body.FlushAsync();
        await foreach (var entry in container.Log.ReadAsync(FakeRoutes.Number(context, "tail"), follow, context.RequestAborted))
        {
            if (query[entry.Stream == StdStream.Stderr ? "stderr" : "stdout"] != "1")
            {
                continue;
            }

            var text = query["timestamps"] == "1" ? [.. Encoding.ASCII.GetBytes(FakeJson.Time(entry.Time) + " "), .. entry.Bytes] : entry.Bytes;
            var written = container.Tty ? text : Frame(entry.Stream, text);
            await context.Response.Body.WriteAsync(written, context.RequestAborted);
        }
    }

    private static async Task StatsAsync(FakeEngine engine, FakeContainer container, HttpContext context)
    {
        var stream = context.Request.Query["stream"] != "0";
        var clock = engine.Options.Clock;
        using var timer = new PeriodicTimer(engine.Options.StatsInterval, clock);
        DateTimeOffset? before = null;
        context.Response.ContentType = "application/json";
        for (ulong tick = 1; ; tick++)
        {
            var now = clock.GetUtcNow();
            await context.Response.WriteAsync(FakeJson.Stats(container, tick, now, before).ToJsonString() + "\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            before = now;
            if (!stream || engine.State.Find(container.Id) is null || !await timer.WaitForNextTickAsync(context.RequestAborted))
            {
                return;
            }
        }
    }

    private static DateTimeOffset? Time(HttpContext context, string name) =>
        decimal.TryParse(context.Request.Query[name], CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond))
            : null;
}
