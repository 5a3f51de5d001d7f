using Portainer.Containers.Commit;
using Portainer.Shell;

namespace Portainer.Containers;

internal static class ContainersModule
{
    public static IServiceCollection AddContainers(this IServiceCollection services)
    {
        services.AddSingleton<ContainerActions>();
        services.AddSingleton<CommitActions>();
        services.AddSingleton<Create.CreateActions>();
        services.AddSingleton<Create.ImageFetch>();
        services.AddSingleton<Recreate.ActiveRecreations>();
        services.AddHostedService<Recreate.RecreateRecovery>();
        services.AddSingleton<Recreate.RecreateActions>();
        services.AddSingleton<RunOnce.RunOnceActions>();
        services.AddScoped<VerbRunner>();
        services.AddScoped<IPaletteSource, ContainerSource>();
        return services;
    }
}
