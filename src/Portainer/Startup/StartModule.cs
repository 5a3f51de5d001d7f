using Portainer.Access;
using Portainer.Data;

namespace Portainer.Startup;

internal static class StartModule
{
    /// <summary>Web server, log and storage as the options say.</summary>
    public static void AddStart(this WebApplicationBuilder builder, StartOptions options)
    {
        builder.ConfigureLogs(options);
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(options));
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<Preparation>();
        builder.Services.AddPortainerData(new DataOptions { Folder = options.DataFolder, PostgresConnection = options.PostgresConnection });
    }

    /// <summary>What every request passes before anybody asks who sent it.</summary>
    public static void UseStart(this IApplicationBuilder app, StartOptions options)
    {
        app.UseMiddleware<BasePath>(options.BasePath);
        app.UseMiddleware<SecurityHeaders>(options.Logo ?? "");
        app.UseWebSockets();
        app.UseMiddleware<OriginCheck>(options.TrustedOrigins);
        app.UseWhen(context => PageRequest.Is(context.Request), pages => pages.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true));
        app.UseRouting();
    }
}
