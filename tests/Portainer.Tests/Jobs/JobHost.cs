using Microsoft.Extensions.DependencyInjection;
using Portainer.Access;
using Portainer.Data;
using Portainer.Data.Migrations;
using Portainer.Jobs;

namespace Portainer.Tests.Jobs;

/// <summary>A runner over a database of its own, which survives <see cref="RestartAsync"/>.</summary>
internal sealed class JobHost : IAsyncDisposable
{
    public static readonly Caller Admin = new(1, "admin", true);
    public static readonly Caller Alice = new(2, "alice", false);
    public static readonly Caller Bob = new(3, "bob", false);
    private readonly string _folder = Directory.CreateTempSubdirectory("portainer-jobs-").FullName;
    private readonly JobLimits _limits;
    private ServiceProvider? _services;

    private JobHost(JobLimits limits) => _limits = limits;

    /// <summary>A second console on the same database.</summary>
    public async Task<ServiceProvider> SecondAsync()
    {
        var services = Services();
        await services.GetRequiredService<JobRunner>().StartAsync(CancellationToken.None);
        return services;
    }

    public JobRunner Runner => _services!.GetRequiredService<JobRunner>();

    public static async Task<JobHost> StartAsync(JobLimits? limits = null)
    {
        var host = new JobHost(limits ?? new());
        await host.BootAsync();
        return host;
    }

    /// <param name="gracefully">False: the process just goes.</param>
    public async Task RestartAsync(bool gracefully = true)
    {
        if (gracefully)
        {
            await Runner.StopAsync(CancellationToken.None);
        }

        await BootAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Runner.StopAsync(CancellationToken.None);
        await _services!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private ServiceProvider Services() =>
        new ServiceCollection().AddLogging().AddSingleton(_limits).AddPortainerData(new() { Folder = _folder }).AddJobs().BuildServiceProvider();

    private async Task BootAsync()
    {
        _services = Services();
        await _services.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
        await Runner.StartAsync(CancellationToken.None);
    }
}
