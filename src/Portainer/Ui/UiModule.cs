namespace Portainer.Ui;

internal static class UiModule
{
    public static IServiceCollection AddUi(this IServiceCollection services)
    {
        services.AddScoped<Browser>();
        services.AddScoped<Preferences>();
        services.AddScoped<QueryState>();
        services.AddScoped<Confirmations>();
        services.AddScoped<Toasts>();
        return services;
    }
}
