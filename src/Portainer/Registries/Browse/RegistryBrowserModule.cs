namespace Portainer.Registries.Browse;

internal static class RegistryBrowserModule
{
    public static IServiceCollection AddRegistryBrowser(this IServiceCollection services)
    {
        services.AddSingleton<RegistryBrowser>();
        services.AddScoped<TagDeletion>();
        return services;
    }
}
