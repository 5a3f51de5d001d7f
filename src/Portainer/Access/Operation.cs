namespace Portainer.Access;

/// <summary>What is asked of an engine or of the product itself. <see cref="AccessPolicy"/> has a row for each; one without a row is refused.</summary>
public enum Operation
{
    ViewEndpoint,
    ListContainers,
    InspectContainer,
    StartContainer,
    StopContainer,
    KillContainer,
    RestartContainer,
    PauseContainer,
    UnpauseContainer,
    RenameContainer,
    UpdateContainer,
    RemoveContainer,
    ReadContainerLogs,
    ReadContainerStats,
    ListContainerProcesses,
    ReadContainerChanges,
    ExecInContainer,
    AttachToContainer,
    ManageEndpoints,
    ManageSettings,
}
