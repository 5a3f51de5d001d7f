using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Portainer.Fleet;

internal static class FleetModule
{
    public static IServiceCollection AddFleet(this IServiceCollection services, IReadOnlyList<KeyValuePair<string, string>> hiddenLabels)
    {
        services.TryAddSingleton(new WatchTimings());
        services.TryAddSingleton(new OwnContainer(OwnContainer.Find()));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<FleetWatch>(provider, (object)hiddenLabels.Select(label => label.Key).ToHashSet()));
        services.AddHostedService(provider => provider.GetRequiredService<FleetWatch>());
        return services;
    }
}
