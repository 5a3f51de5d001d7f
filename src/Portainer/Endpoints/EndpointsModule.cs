namespace Portainer.Endpoints;

internal static class EndpointsModule
{
    public static IServiceCollection AddEndpoints(this IServiceCollection services)
    {
        services.AddSingleton<EndpointActions>();
        return services;
    }
}
