namespace Portainer.Gateway;

/// <summary>The Docker Engine API of every endpoint, for the docker CLI and whatever else speaks it.</summary>
internal static class GatewayModule
{
    public static IServiceCollection AddGateway(this IServiceCollection services)
    {
        services.AddSingleton<MakeRights>();
        services.AddSingleton<AnswerRules>();
        services.AddSingleton<BodyCheck>();
        services.AddSingleton<Admission>();
        services.AddSingleton<Forwarder>();
        services.AddSingleton<RegistryCredentials>();
        services.AddSingleton<DockerGateway>();
        return services;
    }

    public static void MapGateway(this IEndpointRouteBuilder routes)
    {
        routes.Map("/api/endpoints/{id:int}/docker/{**path}", context => Gateway(context).HandleAsync(
            context, int.Parse((string)context.GetRouteValue("id")!, System.Globalization.CultureInfo.InvariantCulture))).RequireAuthorization();
        foreach (var path in new[] { "/session", "/grpc" })
        {
            routes.MapPost(path, (RequestDelegate)(context => Gateway(context).HandleBuildAsync(context, path))).RequireAuthorization();
        }
    }

    private static DockerGateway Gateway(HttpContext context) => context.RequestServices.GetRequiredService<DockerGateway>();
}
