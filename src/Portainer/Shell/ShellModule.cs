using Portainer.Ui;

namespace Portainer.Shell;

internal static class ShellModule
{
    /// <summary>The frame and the Ui components' scoped helpers; features add their own <see cref="IPaletteSource"/>s.</summary>
    public static IServiceCollection AddShell(this IServiceCollection services)
    {
        services.AddUi();
        services.AddScoped<ShellState>();
        services.AddScoped<IPaletteSource, PageSource>();
        services.AddScoped<IPaletteSource, EndpointSource>();
        return services;
    }
}
