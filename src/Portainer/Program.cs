using Portainer.Access;
using Portainer.Containers;
using Portainer.Endpoints;
using Portainer.Files;
using Portainer.Fleet;
using Portainer.Gateway;
using Portainer.Host;
using Portainer.Images;
using Portainer.Jobs;
using Portainer.Networks;
using Portainer.People;
using Portainer.Registries;
using Portainer.Shell;
using Portainer.Startup;
using Portainer.Streaming;
using Portainer.Volumes;

return await Launch.RunAsync(args, Environment.GetEnvironmentVariable, options => Create(options));

public partial class Program
{
    /// <param name="options">What was asked for at start.</param>
    /// <param name="replace">Lets a test put something else in the place of a registered part.</param>
    internal static WebApplication Create(StartOptions options, Action<IServiceCollection>? replace = null)
    {
        // Slim: no IIS, no HTTP/3, no logs that we would only take out again.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "Portainer", ContentRootPath = AppContext.BaseDirectory });
        builder.AddStart(options);
        builder.Services.AddSignIn(options);
        builder.Services.AddFleet(options.HiddenLabels);
        builder.Services.AddGate(options.HiddenLabels);
        builder.Services.AddJobs();
        builder.Services.AddStreaming();
        builder.Services.AddShell();
        builder.Services.AddEndpoints();
        builder.Services.AddPeople();
        builder.Services.AddContainers();
        builder.Services.AddHost();
        builder.Services.AddNetworks();
        builder.Services.AddFiles();
        builder.Services.AddVolumes();
        builder.Services.AddRegistries();
        builder.Services.AddImages();
        builder.Services.AddGateway();
        replace?.Invoke(builder.Services);

        var app = builder.Build();
        app.UseStart(options);
        app.UseSignIn();
        app.MapStaticAssets().AllowAnonymous().WithMetadata(OpenDuringFirstRun.Instance);
        app.MapSystem();
        app.MapSignIn();
        app.MapStreaming();
        app.MapImages();
        app.MapFiles();
        app.MapVolumes();
        app.MapGateway();
        app.MapShell();
        return app;
    }
}
