using Portainer.Shell;

namespace Portainer.Volumes;

internal static class VolumesModule
{
    public static IServiceCollection AddVolumes(this IServiceCollection services)
    {
        services.AddSingleton<VolumeActions>();
        services.AddSingleton<VolumeSizes>();
        services.AddSingleton<VolumeJobs>();
        services.AddHostedService<SpoolSweep>();
        services.AddScoped<VolumeRemoval>();
        services.AddScoped<IPaletteSource, VolumeSource>();
        return services;
    }

    public static void MapVolumes(this IEndpointRouteBuilder routes)
    {
        var volume = routes.MapGroup("/endpoints/{id:int}/volumes/{name}").RequireAuthorization();
        volume.MapGet("backup", VolumeArchives.BackupAsync);
        volume.MapPost("restore", VolumeArchives.RestoreAsync);
    }
}
