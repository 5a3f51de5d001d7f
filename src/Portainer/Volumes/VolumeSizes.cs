using System.Collections.Concurrent;
using Portainer.Access;

namespace Portainer.Volumes;

/// <summary>Sizes of volumes as they were last measured on demand, kept for every page that shows them until somebody measures again.</summary>
internal sealed class VolumeSizes(VolumeActions actions, TimeProvider time)
{
    private readonly ConcurrentDictionary<int, Measured> _measured = new();

    /// <summary>Null before the first measuring.</summary>
    public Measured? Of(int endpointId) => _measured.GetValueOrDefault(endpointId);

    public async Task MeasureAsync(Caller caller, int endpointId, CancellationToken cancellationToken)
    {
        var sizes = await actions.SizesAsync(caller, endpointId, cancellationToken);
        _measured[endpointId] = new(sizes, time.GetUtcNow());
    }

    /// <param name="Bytes">By volume name; a driver that does not tell is not in it.</param>
    internal sealed record Measured(IReadOnlyDictionary<string, long> Bytes, DateTimeOffset At)
    {
        public long? this[string volume] => Bytes.TryGetValue(volume, out var bytes) && bytes >= 0 ? bytes : null;
    }
}
