using Portainer.Access;

namespace Portainer.Jobs;

/// <summary>Names of endpoints beside jobs; one that was removed or is not the caller's has none.</summary>
internal sealed class EngineNames(EngineGate gate)
{
    public string? Name(Caller caller, int? endpointId) => endpointId is { } id ? gate.View(caller, id)?.Name : null;
}
