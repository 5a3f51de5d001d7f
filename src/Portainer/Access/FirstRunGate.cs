namespace Portainer.Access;

/// <summary>Marks a route that works before the first administrator exists.</summary>
internal sealed record OpenDuringFirstRun
{
    public static OpenDuringFirstRun Instance { get; } = new();
}

/// <summary>Until an administrator exists every page leads to the set-up page, and every other route answers 503 with a sentence.</summary>
internal sealed class FirstRunGate(RequestDelegate next, FirstRun firstRun)
{
    private static readonly object Waiting = new
    {
        message = "Portainer waits for its first administrator.",
        details = "Open the set-up page in a browser and choose the administrator's password.",
    };

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<OpenDuringFirstRun>() is not null
            || !await firstRun.IsPendingAsync(context.RequestAborted))
        {
            await next(context);
            return;
        }

        if (PageRequest.Is(context.Request))
        {
            context.Response.Redirect($"{context.Request.PathBase}/setup");
            return;
        }

        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        await context.Response.WriteAsJsonAsync(Waiting, context.RequestAborted);
    }
}
