using Portainer.Registries.Browse;
using Portainer.Shell;

namespace Portainer.Registries;

internal static class RegistriesModule
{
    public static IServiceCollection AddRegistries(this IServiceCollection services)
    {
        services.AddSingleton<RegistryAccess>();
        services.AddSingleton<RegistryActions>();
        services.AddScoped<RegistryRemoval>();
        services.AddScoped<IPaletteSource, RegistrySource>();
        services.AddRegistryBrowser();
        return services;
    }
}
