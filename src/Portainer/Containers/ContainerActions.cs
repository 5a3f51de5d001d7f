using Portainer.Access;
using Portainer.Engine;

namespace Portainer.Containers;

/// <summary>What people do with containers. Every call says who asks and goes through the gate; every failure is a sentence.</summary>
internal sealed class ContainerActions(EngineGate gate)
{
    public async Task RunAsync(Caller caller, int endpointId, ContainerVerb verb, string container, VerbOptions options, CancellationToken cancellationToken)
    {
        var session = await gate.OpenAsync(caller, endpointId, container, verb.Operation, cancellationToken);
        if (verb.EndsContainer && !options.IncludingSelf && await session.IsOwnAsync(container, cancellationToken))
        {
            throw new OwnContainerException(verb.Label, container);
        }

        await verb.RunAsync(session.Client, container, options, cancellationToken);
    }

    public async Task<ContainerInspectResponse> InspectAsync(Caller caller, int endpointId, string container, CancellationToken cancellationToken)
    {
        var session = await gate.OpenAsync(caller, endpointId, container, Operation.InspectContainer, cancellationToken);
        return await session.Client.Containers.InspectContainerAsync(container, cancellationToken);
    }

    /// <summary>The engine's own inspect body, to the byte (R29).</summary>
    public async Task<byte[]> InspectRawAsync(Caller caller, int endpointId, string container, CancellationToken cancellationToken)
    {
        var session = await gate.OpenAsync(caller, endpointId, container, Operation.InspectContainer, cancellationToken);
        return await session.Client.Containers.InspectContainerRawAsync(container, cancellationToken);
    }

    public async Task<ContainerProcessesResponse> ProcessesAsync(Caller caller, int endpointId, string container, CancellationToken cancellationToken)
    {
        var session = await gate.OpenAsync(caller, endpointId, container, Operation.ListContainerProcesses, cancellationToken);
        return await session.Client.Containers.ListProcessesAsync(container, new(), cancellationToken);
    }

    public async Task<IReadOnlyList<ContainerFileSystemChangeResponse>> ChangesAsync(Caller caller, int endpointId, string container, CancellationToken cancellationToken)
    {
        var session = await gate.OpenAsync(caller, endpointId, container, Operation.ReadContainerChanges, cancellationToken);
        return await session.Client.Containers.InspectChangesAsync(container, cancellationToken);
    }

    public async Task RenameAsync(Caller caller, int endpointId, string container, string newName, CancellationToken cancellationToken)
    {
        if (ContainerName.Fault(newName) is { } fault)
        {
            throw new ContainerNameException(newName, fault);
        }

        var session = await gate.OpenAsync(caller, endpointId, container, Operation.RenameContainer, cancellationToken);
        await session.Client.Containers.RenameContainerAsync(container, new() { NewName = newName }, cancellationToken);
    }

    /// <summary>Changes limits or the restart policy of a container that keeps running (<c>docker container update</c>). Returns the engine's warnings.</summary>
    public async Task<IReadOnlyList<string>> UpdateAsync(Caller caller, int endpointId, string container, ContainerUpdateParameters parameters, CancellationToken cancellationToken)
    {
        var session = await gate.OpenAsync(caller, endpointId, container, Operation.UpdateContainer, cancellationToken);
        var response = await session.Client.Containers.UpdateContainerAsync(container, parameters, cancellationToken);
        return [.. response.Warnings ?? []];
    }
}

/// <summary>The verb would end the container the product itself runs in, and the caller has not said that this is meant.</summary>
/// <param name="mayConfirm">There is a way to mean it; without, it can only be done from outside.</param>
internal sealed class OwnContainerException(string verb, string container, bool mayConfirm = true)
    : TellableException($"{verb} was not done: {container} is the container this console runs in. {(mayConfirm ? "Confirm it explicitly if you mean it." : "Do it from the host.")}");
