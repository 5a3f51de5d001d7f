using Portainer.Host.Prune;

namespace Portainer.Host;

internal static class HostModule
{
    public static IServiceCollection AddHost(this IServiceCollection services)
    {
        services.AddSingleton<HostActions>();
        services.AddSingleton<PruneActions>();
        return services;
    }
}
