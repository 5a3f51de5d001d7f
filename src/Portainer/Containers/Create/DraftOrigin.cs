using System.Text.Json;
using Portainer.Engine;

namespace Portainer.Containers.Create;

/// <summary>
/// The container a draft was made from: its create call as it would be today, and the draft as it was before anybody touched it.
/// </summary>
internal sealed record DraftOrigin(string Id, string ImageId, CreateContainerParameters Parameters, ContainerDraft Untouched)
{
    private const int ShortId = 12;

    public static ContainerDraft Read(ContainerInspectResponse container, ContainerConfig? image, EngineDefaults defaults)
    {
        var parameters = ParametersOf(container, image, defaults);
        var draft = new ContainerDraft();
        foreach (var field in DraftFields.All)
        {
            field.Read(parameters, draft);
        }

        defaults.Blank(draft, parameters.HostConfig!);
        draft.Origin = new(container.ID, container.Image, parameters, Copy(draft));
        return draft;
    }

    /// <summary>The create call that would make this container again: without what its image or its engine put there.</summary>
    private static CreateContainerParameters ParametersOf(ContainerInspectResponse container, ContainerConfig? image, EngineDefaults defaults)
    {
        var parameters = Convert<ContainerConfig, CreateContainerParameters>(container.Config);
        parameters.Name = container.Name.TrimStart('/');
        parameters.HostConfig = Copy(container.HostConfig);
        parameters.HostConfig.Links = LegacyLinks.FromInspect(parameters.HostConfig.Links);
        parameters.NetworkingConfig = NetworkRows.FromInspect(container);
        parameters.MacAddress = null;
        if (IsMadeUp(parameters, container, defaults))
        {
            parameters.Hostname = null;
            parameters.Domainname = IsBorrowed(container.HostConfig) ? null : parameters.Domainname;
        }

        AnonymousVolumes.Forget(parameters);
        ImageDefaults.Strip(parameters, image);
        return parameters;
    }

    // The engine names a container after its id, after the host, or after the container whose network it shares; none of these may be asked for again.
    private static bool IsMadeUp(CreateContainerParameters parameters, ContainerInspectResponse container, EngineDefaults defaults) =>
        IsBorrowed(container.HostConfig)
        || (container.ID.Length >= ShortId && parameters.Hostname == container.ID[..ShortId])
        || container.HostConfig.UTSMode == "host"
        || (container.HostConfig.NetworkMode == "host" && parameters.Hostname == defaults.HostName);

    private static bool IsBorrowed(HostConfig host) => host.NetworkMode?.StartsWith("container:", StringComparison.Ordinal) == true;

    public static T Copy<T>(T value)
        where T : class
    {
        var copy = Convert<T, T>(value);
        if (value is CreateContainerParameters parameters && copy is CreateContainerParameters same)
        {
            (same.Name, same.Platform) = (parameters.Name, parameters.Platform);
        }

        return copy;
    }

    private static TTo Convert<TFrom, TTo>(TFrom value) =>
        JsonSerializer.Deserialize<TTo>(JsonSerializer.SerializeToUtf8Bytes(value))!;
}
