using Microsoft.AspNetCore.Http;

namespace Portainer.Testing;

/// <summary>What comes before any route: counting, faults, and the version in the path.</summary>
internal static class FakeGate
{
    public static async Task PassAsync(FakeEngine engine, HttpContext context, RequestDelegate next)
    {
        engine.Requests.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
        engine.CountRequest(1);
        try
        {
            await AnswerAsync(engine, context, next);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client left a stream.
        }
        finally
        {
            engine.CountRequest(-1);
        }
    }

    private static async Task AnswerAsync(FakeEngine engine, HttpContext context, RequestDelegate next)
    {
        var (version, path) = Split(context.Request.Path.Value!);
        if (await engine.Faults.AnswerAsync(context, path))
        {
            return;
        }

        context.Response.Headers["Ostype"] = "linux";
        context.Response.Headers.Server = $"Docker/{engine.Options.ServerVersion} (linux)";
        if (engine.Options.NamesVersionInPing)
        {
            context.Response.Headers["Api-Version"] = engine.Options.ApiVersion;
        }

        if (version is not null && Refuse(version, engine.Options) is { } refusal)
        {
            await FakeAnswer.ErrorAsync(context, 400, refusal);
            return;
        }

        if (engine.State.Answers.TryGetValue(path, out var answer))
        {
            context.Response.StatusCode = answer.Status;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(answer.Json);
            return;
        }

        context.Request.Path = path;
        await next(context);
    }

    internal static (Version? Version, string Path) Split(string path)
    {
        if (path.StartsWith("/v", StringComparison.Ordinal) && path.IndexOf('/', 1) is > 0 and var end && Version.TryParse(path[2..end], out var version))
        {
            return (version, path[end..]);
        }

        return (null, path);
    }

    internal static string? Refuse(Version version, FakeEngineOptions options)
    {
        if (version > Version.Parse(options.ApiVersion))
        {
            return $"client version {version} is too new. Maximum supported API version is {options.ApiVersion}";
        }

        return version < Version.Parse(options.MinApiVersion)
            ? $"client version {version} is too old. Minimum supported API version is {options.MinApiVersion}, please upgrade your client to a newer version"
            : null;
    }
}

internal static class FakeAnswer
{
    public static Task ErrorAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { message });
    }
}
