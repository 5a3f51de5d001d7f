using Portainer.Engine;

namespace Portainer.Containers.Create;

/// <summary>Creates a container on all its networks, on engines of every age.</summary>
internal static class ContainerCreation
{
    /// <summary>Before this version an engine takes one network in the create call, and reads the MAC address from the container itself.</summary>
    private static readonly Version SeveralNetworks = new(1, 44);

    /// <summary>Creates it and connects it; when a network cannot be joined, nothing stays behind.</summary>
    /// <exception cref="DockerApiException">The engine's refusal.</exception>
    public static async Task<CreateContainerResponse> CreateAsync(DockerClient client, CreateContainerParameters wanted, CancellationToken cancellationToken)
    {
        await client.NegotiateAsync(cancellationToken);
        var parameters = DraftOrigin.Copy(wanted);
        var others = Arrange(parameters, client.ApiVersion >= SeveralNetworks);
        var created = await client.Containers.CreateContainerAsync(parameters, cancellationToken);
        try
        {
            foreach (var (network, settings) in others)
            {
                await client.Networks.ConnectNetworkAsync(network, new() { Container = created.ID, EndpointConfig = settings }, cancellationToken);
            }
        }
        catch
        {
            await UndoAsync(client, created.ID);
            throw;
        }

        return created;
    }

    /// <summary>Takes a container that came to nothing away again. That this fails too is not what its user has to be told.</summary>
    public static async Task UndoAsync(DockerClient client, string id)
    {
        try
        {
            await client.Containers.RemoveContainerAsync(id, new() { Force = true, RemoveVolumes = true }, CancellationToken.None);
        }
        catch (Exception failure) when (failure is DockerApiException or DockerConnectionException)
        {
            // The failure that led here says more, and is thrown on.
        }
    }

    // Returns the networks to join after the create call.
    private static List<KeyValuePair<string, EndpointSettings>> Arrange(CreateContainerParameters parameters, bool takesSeveral)
    {
        if (parameters.NetworkingConfig?.EndpointsConfig is not { Count: > 0 } endpoints)
        {
            return [];
        }

        var mode = parameters.HostConfig?.NetworkMode is { Length: > 0 } chosen ? chosen : "default";
        // Engines that are given endpoints join these and no others, the network mode's own included.
        endpoints.TryAdd(mode, new());
        if (takesSeveral)
        {
            parameters.MacAddress = null;
            return [];
        }

        parameters.MacAddress = endpoints[mode].MacAddress is { Length: > 0 } mac ? mac : parameters.MacAddress;
        parameters.NetworkingConfig.EndpointsConfig = new Dictionary<string, EndpointSettings> { [mode] = endpoints[mode] };
        return [.. endpoints.Where(entry => entry.Key != mode)];
    }
}
