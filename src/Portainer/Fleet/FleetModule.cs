using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Portainer.Fleet;

internal static class FleetModule
{
    public static IServiceCollection AddFleet(this IServiceCollection services)
    {
        services.TryAddSingleton(new WatchTimings());
        services.AddSingleton<FleetWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<FleetWatch>());
        return services;
    }
}
