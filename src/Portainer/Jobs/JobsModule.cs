using Microsoft.Extensions.DependencyInjection.Extensions;
using Portainer.Shell;

namespace Portainer.Jobs;

internal static class JobsModule
{
    /// <summary>After the fleet: what is registered later is stopped earlier, and jobs need their engines to end cleanly.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.TryAddSingleton(new JobLimits());
        services.AddSingleton<JobNumbers>();
        services.AddSingleton<JobRunner>();
        services.AddHostedService(provider => provider.GetRequiredService<JobRunner>());
        services.AddSingleton<EngineNames>();
        services.AddScoped<ActivityState>();
        services.AddScoped<IPaletteSource, JobSource>();
        return services;
    }
}
