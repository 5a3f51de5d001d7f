namespace Portainer.Access;

internal static class GateModule
{
    public static IServiceCollection AddGate(this IServiceCollection services, IReadOnlyList<KeyValuePair<string, string>> hiddenLabels)
    {
        services.AddSingleton(new VisibilityRules(hiddenLabels));
        services.AddSingleton<EngineGate>();
        return services;
    }
}
