using Portainer.Ui;

namespace Portainer.Shell;

internal static class ShellModule
{
    /// <summary>The frame and the Ui components' scoped helpers; features add their own <see cref="IPaletteSource"/>s.</summary>
    public static IServiceCollection AddShell(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        return services.AddFrame();
    }

    /// <summary>What the frame's components need, without a server around them.</summary>
    public static IServiceCollection AddFrame(this IServiceCollection services)
    {
        services.AddUi();
        services.AddScoped<ShellState>();
        services.AddScoped<RowWork>();
        services.AddScoped<RowRemoval>();
        services.AddScoped<IPaletteSource, PageSource>();
        services.AddScoped<IPaletteSource, EndpointSource>();
        return services;
    }

    /// <summary>Every page with a component behind it. Compression would cost each open browser a quarter of a megabyte.</summary>
    public static void MapShell(this IEndpointRouteBuilder routes) =>
        routes.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.DisableWebSocketCompression = true);
}
