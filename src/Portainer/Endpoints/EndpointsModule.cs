namespace Portainer.Endpoints;

internal static class EndpointsModule
{
    public static IServiceCollection AddEndpoints(this IServiceCollection services)
    {
        services.AddSingleton<EndpointActions>();
        services.AddSingleton<SecurityActions>();
        services.AddSingleton<GroupBook>();
        services.AddHostedService(provider => provider.GetRequiredService<GroupBook>());
        services.AddSingleton<GroupActions>();
        services.AddScoped<FleetFilter>();
        return services;
    }
}
