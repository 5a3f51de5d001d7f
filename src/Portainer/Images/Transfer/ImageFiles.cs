using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Portainer.Access;
using Portainer.Data.Jobs;
using Portainer.Engine;

namespace Portainer.Images.Transfer;

/// <summary>Images as files: out of an engine as the engine sends them, into one as the browser does. At no time is more than a buffer in memory.</summary>
internal static class ImageFiles
{
    /// <summary>GET images/save?name=a&amp;name=b: <c>docker save</c>.</summary>
    public static async Task<IResult> SaveAsync(
        int id, string[] name, EngineGate gate, TimeProvider time, Callers callers, ClaimsPrincipal user, HttpContext context, CancellationToken cancellationToken)
    {
        if (name.Length == 0)
        {
            return Results.Text("Say which images to export: save?name=NAME, once for each.", statusCode: StatusCodes.Status400BadRequest);
        }

        try
        {
            var session = await gate.OpenAsync(callers.Of(user), id, Operation.SaveImages, cancellationToken);
            // Asked first: an engine tells of an unknown image in the middle of the archive, when the status is long sent.
            foreach (var image in name)
            {
                await session.Client.Images.InspectImageAsync(image, cancellationToken);
            }

            await using var tar = await session.Client.Images.SaveImagesAsync(name, cancellationToken);
            context.Response.ContentType = "application/x-tar";
            context.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = FileName(name, time) }.ToString();
            context.Response.Headers.CacheControl = "no-store";
            await tar.CopyToAsync(context.Response.Body, cancellationToken);
            return Results.Empty;
        }
        catch (Exception failure) when (Failures.IsTellable(failure) && !context.Response.HasStarted)
        {
            return Results.Text(failure.Message, "text/plain; charset=utf-8", statusCode: StatusOf(failure));
        }
        catch (Exception failure) when (Failures.IsTellable(failure))
        {
            // Too late for a sentence; an answer that ends early at least fails the download instead of looking complete.
            context.Abort();
            return Results.Empty;
        }
    }

    /// <summary>POST images/upload/{ticket}: the file a job of <see cref="Uploads"/> waits for. Its ticket stands for an antiforgery token.</summary>
    public static async Task<IResult> UploadAsync(int id, string ticket, Uploads uploads, Callers callers, ClaimsPrincipal user, HttpContext context, CancellationToken cancellationToken)
    {
        if (uploads.Take(callers.Of(user), ticket) is not { } upload)
        {
            return Results.Text($"Nothing on endpoint {id} waits for this file (any more). Start the upload again.", statusCode: StatusCodes.Status404NotFound);
        }

        return await FileAsync(context, cancellationToken) is { } file
            ? await PassAsync(upload, file)
            : Results.Text("The request has no file.", statusCode: StatusCodes.Status400BadRequest);
    }

    /// <summary>POST images/load: <c>docker load</c> for programs, as raw body or as a form's file; answers when it is done.</summary>
    public static async Task<IResult> LoadAsync(
        int id, ImageJobs jobs, Jobs.JobRunner runner, IAntiforgery antiforgery, Callers callers, ClaimsPrincipal user, HttpContext context, CancellationToken cancellationToken)
    {
        // Only the header: to look for the token in a form would read the whole of it into memory.
        if (!context.Request.Headers.ContainsKey("RequestVerificationToken") || !await antiforgery.IsRequestValidAsync(context))
        {
            return Results.Text("The request lacks the antiforgery token in its RequestVerificationToken header.", statusCode: StatusCodes.Status400BadRequest);
        }

        if (await FileAsync(context, cancellationToken) is not { } file)
        {
            return Results.Text("The request has no file.", statusCode: StatusCodes.Status400BadRequest);
        }

        try
        {
            var upload = new Upload("");
            var caller = callers.Of(user);
            var job = await jobs.LoadAsync(caller, id, upload, file.Name, cancellationToken);
            await PassAsync(upload, file);
            await job.Ended;
            return Results.Json(new { job = job.Id, outcome = job.Outcome }, statusCode: job.State == JobState.Succeeded ? StatusCodes.Status200OK : StatusCodes.Status502BadGateway);
        }
        catch (Exception failure) when (Failures.IsTellable(failure))
        {
            return Results.Text(failure.Message, "text/plain; charset=utf-8", statusCode: StatusOf(failure));
        }
    }

    private static async Task<IResult> PassAsync(Upload upload, SentFile file)
    {
        await upload.BeginAsync(file.Body, file.Length);
        return Results.Ok();
    }

    private static async Task<SentFile?> FileAsync(HttpContext context, CancellationToken cancellationToken)
    {
        // A phone that sleeps for a moment is no attack.
        if (context.Features.Get<Microsoft.AspNetCore.Server.Kestrel.Core.Features.IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }

        var request = context.Request;
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.MediaType != "multipart/form-data")
        {
            return request.ContentLength == 0 ? null : new("the archive", request.Body, request.ContentLength);
        }

        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        var reader = new MultipartReader(boundary ?? "", request.Body) { BodyLengthLimit = null };
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            if (section.GetContentDispositionHeader() is { } part && part.IsFileDisposition())
            {
                return new(Path.GetFileName(part.FileName.Value ?? "the archive"), section.Body, null);
            }
        }

        return null;
    }

    private static string FileName(string[] names, TimeProvider time)
    {
        var stem = names.Length == 1 ? names[0].Split('/')[^1].Replace(':', '_').Replace('@', '_') : $"images-{time.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}";
        return $"{stem}.tar";
    }

    private static int StatusOf(Exception failure) => failure switch
    {
        AccessDeniedException => StatusCodes.Status403Forbidden,
        EndpointNotFoundException => StatusCodes.Status404NotFound,
        DockerApiException { StatusCode: HttpStatusCode.NotFound } => StatusCodes.Status404NotFound,
        _ => StatusCodes.Status502BadGateway,
    };

    private sealed record SentFile(string Name, Stream Body, long? Length);
}
