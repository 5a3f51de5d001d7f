using Portainer.Shell;

namespace Portainer.Networks;

internal static class NetworksModule
{
    public static IServiceCollection AddNetworks(this IServiceCollection services)
    {
        services.AddSingleton<NetworkActions>();
        services.AddScoped<NetworkRemoval>();
        services.AddScoped<IPaletteSource, NetworkSource>();
        return services;
    }
}
