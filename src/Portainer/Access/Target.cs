using System.Collections.Frozen;
using Portainer.Data.AccessControl;

namespace Portainer.Access;

/// <summary>The one thing an operation is about, as the caller named it; or that it is about none in particular.</summary>
internal readonly record struct Target
{
    /// <summary>About whatever the caller may see: the work keeps to the session's view.</summary>
    public static readonly Target Visible = new(null, "");

    /// <summary>About something that is made by it.</summary>
    public static readonly Target New = new(null, "");

    private Target(ResourceType? type, string name) => (Type, Name) = (type, name);

    public ResourceType? Type { get; }

    /// <summary>A name, an id, or the beginning of an id: what the engine takes.</summary>
    public string Name { get; }

    public static Target Container(string name) => new(ResourceType.Container, name);

    public static Target Network(string name) => new(ResourceType.Network, name);

    public static Target Volume(string name) => new(ResourceType.Volume, name);

    /// <summary>What kind of thing an operation is about; null: of none, or of images, which nobody owns.</summary>
    public static ResourceType? Of(Operation operation) => Kinds.TryGetValue(operation, out var type) ? type : null;

    private static readonly FrozenDictionary<Operation, ResourceType> Kinds = new (ResourceType Type, Operation[] Operations)[]
    {
        (ResourceType.Container,
        [
            Operation.InspectContainer, Operation.StartContainer, Operation.StopContainer, Operation.KillContainer, Operation.RestartContainer,
            Operation.PauseContainer, Operation.UnpauseContainer, Operation.RenameContainer, Operation.UpdateContainer, Operation.RemoveContainer,
            Operation.ReadContainerLogs, Operation.ReadContainerStats, Operation.ListContainerProcesses, Operation.ReadContainerChanges,
            Operation.ExecInContainer, Operation.AttachToContainer, Operation.CommitContainer, Operation.ExportContainer,
            Operation.CopyFromContainer, Operation.CopyToContainer, Operation.RedeployContainer,
        ]),
        (ResourceType.Network, [Operation.InspectNetwork, Operation.RemoveNetwork, Operation.ConnectNetwork, Operation.DisconnectNetwork]),
        (ResourceType.Volume, [Operation.InspectVolume, Operation.RemoveVolume, Operation.BrowseVolume, Operation.WriteVolume]),
    }.SelectMany(kind => kind.Operations.Select(operation => (operation, kind.Type))).ToFrozenDictionary(pair => pair.operation, pair => pair.Type);
}
