using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Portainer.Access;

namespace Portainer.Files;

/// <summary>
/// Files over plain HTTP, below the page of a container or volume: whatever their size, no more than a buffer of them is in memory. The
/// gate is asked before the first byte, in either direction.
/// </summary>
internal static class FileRoutes
{
    /// <summary>GET download?path=: a file as it is, a folder as a tar (<c>docker cp</c>).</summary>
    public static Task<IResult> DownloadAsync(
        int id, string name, FileActions actions, Callers callers, ClaimsPrincipal user, HttpContext context, CancellationToken cancellationToken, string? path = null) =>
        FileAnswer.TellAsync(context, async () =>
        {
            var wanted = FilePath.Normalize(path);
            await using var place = await actions.ReadAsync(callers.Of(user), Target(context, id, name), cancellationToken);
            var facts = await place.LookAsync(wanted, cancellationToken);
            var title = FilePath.Name(wanted) is { Length: > 0 } last ? last : name;
            if (facts.IsFolder)
            {
                await using var tar = await place.OpenTarAsync(wanted, contentOnly: wanted == FilePath.Root, cancellationToken);
                await FileAnswer.SendAsync(context, tar, $"{title}.tar", "application/x-tar", null, cancellationToken);
                return Results.Empty;
            }

            await using var file = await place.OpenAsync(facts, cancellationToken);
            await FileAnswer.SendAsync(context, file.Stream, title, "application/octet-stream", file.Length, cancellationToken);
            return Results.Empty;
        });

    /// <summary>GET text?path=: a text to be edited, with the stamp to send along when it is saved.</summary>
    public static Task<IResult> TextAsync(
        int id, string name, FileActions actions, Callers callers, ClaimsPrincipal user, HttpContext context, CancellationToken cancellationToken, string? path = null) =>
        FileAnswer.TellAsync(context, async () =>
        {
            await using var place = await actions.ReadAsync(callers.Of(user), Target(context, id, name), cancellationToken);
            var text = await place.ReadTextAsync(FilePath.Normalize(path), cancellationToken);
            return Results.Json(new { text = text.Text, stamp = text.Stamp });
        });

    /// <summary>POST text?path=&amp;stamp=: the new text as UTF-8. 409 when the file is not what it was; without a stamp it is overwritten.</summary>
    public static Task<IResult> SaveTextAsync(
        int id, string name, FileActions actions, IAntiforgery antiforgery, Callers callers, ClaimsPrincipal user, HttpContext context, CancellationToken cancellationToken,
        string? path = null, string? stamp = null) =>
        FileAnswer.TellAsync(context, async () =>
        {
            await FileAnswer.DemandGenuineAsync(context, antiforgery);
            await using var place = await actions.WriteAsync(callers.Of(user), Target(context, id, name), cancellationToken);
            var content = await FileAnswer.ReadAllAsync(context.Request, FilePlace.MostText, cancellationToken);
            var now = await place.WriteTextAsync(FilePath.Normalize(path), content, string.IsNullOrEmpty(stamp) ? null : stamp, cancellationToken);
            return Results.Json(new { stamp = now });
        });

    /// <summary>POST upload?path=FOLDER&amp;file=NAME&amp;overwrite=: one file as the raw body, of a length said beforehand. 409 when the name is taken.</summary>
    public static Task<IResult> UploadAsync(
        int id, string name, string file, FileActions actions, IAntiforgery antiforgery, Callers callers, ClaimsPrincipal user, HttpContext context, CancellationToken cancellationToken,
        string? path = null, bool overwrite = false) =>
        FileAnswer.TellAsync(context, async () =>
        {
            await FileAnswer.DemandGenuineAsync(context, antiforgery);
            FileAnswer.LiftLimits(context);
            if (context.Request.ContentLength is not { } length)
            {
                return Results.Text("The request does not say how long the file is.", statusCode: StatusCodes.Status411LengthRequired);
            }

            await using var place = await actions.WriteAsync(callers.Of(user), Target(context, id, name), cancellationToken);
            await place.UploadAsync(FilePath.Normalize(path), file, context.Request.Body, length, overwrite, cancellationToken);
            return Results.Ok();
        });

    /// <summary>GET export: the whole file system of a container as a tar, volumes left out (<c>docker export</c>).</summary>
    public static Task<IResult> ExportAsync(int id, string name, EngineGate gate, Callers callers, ClaimsPrincipal user, HttpContext context, CancellationToken cancellationToken) =>
        FileAnswer.TellAsync(context, async () =>
        {
            var session = await gate.OpenAsync(callers.Of(user), id, name, Operation.ExportContainer, cancellationToken);
            await using var tar = await session.Client.Containers.ExportContainerAsync(name, cancellationToken);
            await FileAnswer.SendAsync(context, tar, $"{name}.tar", "application/x-tar", null, cancellationToken);
            return Results.Empty;
        });

    private static FileTarget Target(HttpContext context, int id, string name) =>
        new(id, context.Request.Path.Value!.StartsWith($"/endpoints/{id}/volumes/", StringComparison.OrdinalIgnoreCase), name);
}
