using System.IO.Compression;
using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Portainer.Access;
using Portainer.Data;
using Portainer.Files;

namespace Portainer.Volumes;

/// <summary>Volumes as tars over plain HTTP: out as the engine sends them, in by way of the data folder.</summary>
internal static class VolumeArchives
{
    /// <summary>GET backup?gzip=: everything in the volume.</summary>
    public static Task<IResult> BackupAsync(
        int id, string name, FileActions files, TimeProvider time, Callers callers, ClaimsPrincipal user, HttpContext context, CancellationToken cancellationToken, bool gzip = false) =>
        FileAnswer.TellAsync(context, async () =>
        {
            await using var place = await files.ReadAsync(callers.Of(user), new(id, true, name), cancellationToken);
            await using var tar = await place.OpenTarAsync("/", contentOnly: true, cancellationToken);
            var fileName = $"{name}-{time.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}.tar";
            if (!gzip)
            {
                await FileAnswer.SendAsync(context, tar, fileName, "application/x-tar", null, cancellationToken);
                return Results.Empty;
            }

            FileAnswer.Describe(context, $"{fileName}.gz", "application/gzip", null);
            await using var packed = new GZipStream(context.Response.Body, CompressionLevel.Fastest, leaveOpen: true);
            await tar.CopyToAsync(packed, cancellationToken);
            return Results.Empty;
        });

    /// <summary>POST restore?clear=&amp;file=NAME: a tar or tar.gz as the raw body. Answers the number of the job that unpacks it.</summary>
    public static Task<IResult> RestoreAsync(
        int id, string name, EngineGate gate, VolumeJobs jobs, DataFolder folder, IAntiforgery antiforgery, Callers callers, ClaimsPrincipal user, HttpContext context,
        CancellationToken cancellationToken, bool clear = false, string file = "the archive") =>
        FileAnswer.TellAsync(context, async () =>
        {
            await FileAnswer.DemandGenuineAsync(context, antiforgery);
            var caller = callers.Of(user);
            var session = await gate.OpenAsync(caller, id, Target.Volume(name), Operation.WriteVolume, cancellationToken);
            await session.Client.Volumes.InspectAsync(name, cancellationToken);
            FileAnswer.LiftLimits(context);
            var archive = await SpooledArchive.TakeAsync(folder, file, context.Request.Body, cancellationToken);
            return Results.Text($"{jobs.Restore(caller, new(id, true, name), archive, clear).Id}");
        });
}
