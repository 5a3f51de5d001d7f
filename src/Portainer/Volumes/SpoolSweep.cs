using Portainer.Data;

namespace Portainer.Volumes;

/// <summary>Deletes the uploaded archives that a crash left in the data folder, before anybody sends new ones.</summary>
internal sealed class SpoolSweep(DataFolder folder) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        SpooledArchive.Sweep(folder);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
