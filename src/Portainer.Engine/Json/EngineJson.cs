using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Portainer.Engine;

/// <summary>Everything that crosses the wire as JSON. Case does not matter (Go's does not either), unknown fields are ignored.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNameCaseInsensitive = true,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(LenientDateConverter), typeof(LenientNullableDateConverter)])]
[JsonSerializable(typeof(Dictionary<string, List<string>>))]
[JsonSerializable(typeof(List<ContainerListResponse>))]
[JsonSerializable(typeof(ContainerInspectResponse))]
[JsonSerializable(typeof(CreateContainerParameters))]
[JsonSerializable(typeof(CreateContainerResponse))]
[JsonSerializable(typeof(ContainerUpdateParameters))]
[JsonSerializable(typeof(ContainerUpdateResponse))]
[JsonSerializable(typeof(ContainerProcessesResponse))]
[JsonSerializable(typeof(List<ContainerFileSystemChangeResponse>))]
[JsonSerializable(typeof(ContainerWaitResponse))]
[JsonSerializable(typeof(ContainerStatsResponse))]
[JsonSerializable(typeof(ContainerExecCreateParameters))]
[JsonSerializable(typeof(ContainerExecCreateResponse))]
[JsonSerializable(typeof(ContainerExecInspectResponse))]
[JsonSerializable(typeof(ExecStart))]
[JsonSerializable(typeof(List<ImagesListResponse>))]
[JsonSerializable(typeof(ImageInspectResponse))]
[JsonSerializable(typeof(List<ImageDeleteResponse>))]
[JsonSerializable(typeof(List<ImageHistoryResponse>))]
[JsonSerializable(typeof(List<ImageSearchResponse>))]
[JsonSerializable(typeof(ImagesPruneResponse))]
[JsonSerializable(typeof(BuildCachePruneResponse))]
[JsonSerializable(typeof(IDictionary<string, string>))]
[JsonSerializable(typeof(IList<string>))]
[JsonSerializable(typeof(JSONMessage))]
[JsonSerializable(typeof(AuthConfig))]
[JsonSerializable(typeof(Dictionary<string, AuthConfig>))]
[JsonSerializable(typeof(AuthResponse))]
[JsonSerializable(typeof(DistributionInspectResponse))]
[JsonSerializable(typeof(CommitContainerChangesResponse))]
[JsonSerializable(typeof(ContainersPruneResponse))]
[JsonSerializable(typeof(ContainerPathStat))]
[JsonSerializable(typeof(List<NetworkResponse>))]
[JsonSerializable(typeof(NetworksCreateParameters))]
[JsonSerializable(typeof(NetworksCreateResponse))]
[JsonSerializable(typeof(NetworkConnectParameters))]
[JsonSerializable(typeof(NetworkDisconnectParameters))]
[JsonSerializable(typeof(NetworksPruneResponse))]
[JsonSerializable(typeof(VolumesCreateParameters))]
[JsonSerializable(typeof(VolumesPruneResponse))]
[JsonSerializable(typeof(VolumesListResponse))]
[JsonSerializable(typeof(List<SwarmService>))]
[JsonSerializable(typeof(List<NodeListResponse>))]
[JsonSerializable(typeof(List<TaskResponse>))]
[JsonSerializable(typeof(VersionResponse))]
[JsonSerializable(typeof(SystemInfoResponse))]
[JsonSerializable(typeof(DiskUsageWire))]
[JsonSerializable(typeof(Message))]
[JsonSerializable(typeof(ErrorBody))]
internal sealed partial class EngineJson : JsonSerializerContext
{
    /// <summary>The contract to read or write <typeparamref name="T"/> with.</summary>
    public static JsonTypeInfo<T> Of<T>() => (JsonTypeInfo<T>)Contracts.Tolerant.GetTypeInfo(typeof(T));

    /// <summary>What an answer of null stands for: an empty list.</summary>
    /// <exception cref="JsonException">It should have been an object.</exception>
    public static T Empty<T>() => Of<T>() is { Kind: JsonTypeInfoKind.Enumerable, CreateObject: { } create }
        ? create()
        : throw new JsonException("The answer is null.");

    // A class of its own, so that it is made after the generated half's statics.
    private static class Contracts
    {
        public static readonly JsonSerializerOptions Tolerant = CreateTolerant();
    }

    private static JsonSerializerOptions CreateTolerant()
    {
        var options = new JsonSerializerOptions(Default.Options)
        {
            TypeInfoResolver = Default.WithAddedModifier(KeepDefaultOnNull),
        };
        options.MakeReadOnly();
        return options;
    }

    /// <summary>Go sends null for empty lists and maps: a null for a property that cannot be null keeps its initial value.</summary>
    private static void KeepDefaultOnNull(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (!property.PropertyType.IsValueType && !property.IsSetNullable && property.Set is { } set)
            {
                property.Set = (target, value) =>
                {
                    if (value is not null)
                    {
                        set(target, value);
                    }
                };
            }
        }
    }
}

/// <summary>An error as Docker ("message") and Podman ("cause", "message", "response") write it.</summary>
internal sealed class ErrorBody
{
    public string? Message { get; set; }

    public string? Cause { get; set; }
}
