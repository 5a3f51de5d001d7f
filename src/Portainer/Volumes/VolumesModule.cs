using Portainer.Shell;

namespace Portainer.Volumes;

internal static class VolumesModule
{
    public static IServiceCollection AddVolumes(this IServiceCollection services)
    {
        services.AddSingleton<VolumeActions>();
        services.AddSingleton<VolumeSizes>();
        services.AddScoped<VolumeRemoval>();
        services.AddScoped<IPaletteSource, VolumeSource>();
        return services;
    }
}
