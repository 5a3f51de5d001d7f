using System.Text.Json;
using Dapper;
using Portainer.Access;
using Portainer.Data;
using Portainer.Data.Settings;

namespace Portainer.Startup;

/// <summary>What monitors ask, without signing in.</summary>
internal static class SystemRoutes
{
    private static readonly JsonSerializerOptions PortainersCasing = new();

    public static void MapSystem(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", HealthAsync).AllowAnonymous().WithMetadata(OpenDuringFirstRun.Instance);
        routes.MapGet("/api/system/status", StatusAsync).AllowAnonymous().WithMetadata(OpenDuringFirstRun.Instance);
    }

    private static async Task<IResult> HealthAsync(Db db, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await db.OpenAsync(cancellationToken);
            await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM schema_version");
            return Results.Text("ok");
        }
        catch (Exception failure) when (failure is StorageException or System.Data.Common.DbException)
        {
            return Results.Text("The database does not answer.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static async Task<IResult> StatusAsync(SettingsStore settings, CancellationToken cancellationToken) => Results.Json(
        new { Version = ProductVersion.Text, InstanceID = await settings.GetAsync<string>(Preparation.InstanceId, cancellationToken) },
        PortainersCasing);
}
