using System.Net;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Net.Http.Headers;
using Portainer.Access;
using Portainer.Engine;

namespace Portainer.Files;

/// <summary>What routes that carry files have in common.</summary>
internal static class FileAnswer
{
    /// <summary>Answers a failure as its sentence, and one that comes too late for that by breaking off, so that nothing looks complete that is not.</summary>
    public static async Task<IResult> TellAsync(HttpContext context, Func<Task<IResult>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception failure) when (Failures.IsTellable(failure) || failure is EndOfStreamException)
        {
            if (!context.Response.HasStarted)
            {
                return Results.Text(failure.Message, "text/plain; charset=utf-8", statusCode: StatusOf(failure));
            }

            context.Abort();
            return Results.Empty;
        }
        catch (Exception gone) when (context.RequestAborted.IsCancellationRequested && gone is OperationCanceledException or IOException)
        {
            return Results.Empty;
        }
    }

    public static async Task SendAsync(HttpContext context, Stream content, string fileName, string type, long? length, CancellationToken cancellationToken)
    {
        Describe(context, fileName, type, length);
        await content.CopyToAsync(context.Response.Body, cancellationToken);
    }

    /// <summary>Says what the answer is: a file to be saved, never a page to be shown.</summary>
    public static void Describe(HttpContext context, string fileName, string type, long? length)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(fileName);
        context.Response.ContentType = type;
        context.Response.ContentLength = length;
        context.Response.Headers.ContentDisposition = disposition.ToString();
        context.Response.Headers.CacheControl = "no-store";
    }

    /// <summary>Only the header is looked at: to look for the token in a form would read the whole body into memory.</summary>
    /// <exception cref="AccessDeniedException">The request was not made by a page of ours.</exception>
    public static async Task DemandGenuineAsync(HttpContext context, IAntiforgery antiforgery)
    {
        if (!context.Request.Headers.ContainsKey("RequestVerificationToken") || !await antiforgery.IsRequestValidAsync(context))
        {
            throw new AccessDeniedException("The page had expired, so nothing was changed. Load it again.");
        }
    }

    /// <summary>Files may be of any size and come as slowly as they like; only after the gate said yes.</summary>
    public static void LiftLimits(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }

        if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }
    }

    /// <exception cref="FileException">It is longer than that.</exception>
    public static async Task<byte[]> ReadAllAsync(HttpRequest request, int most, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await request.Body.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            content.Write(buffer.AsSpan(0, count));
            if (content.Length > most)
            {
                throw new FileException($"The text is longer than {most / 1024:#,0} KiB, too much to save from here. Upload it as a file.");
            }
        }

        return content.ToArray();
    }

    private static int StatusOf(Exception failure) => failure switch
    {
        AccessDeniedException => StatusCodes.Status403Forbidden,
        EndpointNotFoundException or ContainerNotFoundException or FileNotThereException => StatusCodes.Status404NotFound,
        DockerApiException { StatusCode: HttpStatusCode.NotFound } => StatusCodes.Status404NotFound,
        FileChangedException or FileExistsException => StatusCodes.Status409Conflict,
        FileException => StatusCodes.Status422UnprocessableEntity,
        _ => StatusCodes.Status502BadGateway,
    };
}
