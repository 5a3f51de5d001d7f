namespace Portainer.Access;

internal static class GateModule
{
    public static IServiceCollection AddGate(this IServiceCollection services, IReadOnlyList<KeyValuePair<string, string>> hiddenLabels)
    {
        services.AddSingleton<AccessBook>();
        services.AddSingleton<AccessReader>();
        services.AddHostedService(provider => provider.GetRequiredService<AccessReader>());
        services.AddSingleton<Callers>();
        services.AddSingleton<Owners>();
        services.AddSingleton(new VisibilityRules(hiddenLabels));
        services.AddSingleton<TargetCheck>();
        services.AddSingleton<EngineGate>();
        return services;
    }
}
