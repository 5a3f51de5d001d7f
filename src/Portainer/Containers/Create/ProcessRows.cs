using Portainer.Engine;

namespace Portainer.Containers.Create;

/// <summary>Restart policy and log driver: two fields of the form each, one object of the create call.</summary>
internal static class ProcessRows
{
    private const string OnFailure = "on-failure";

    public static void ReadRestart(CreateContainerParameters parameters, ContainerDraft draft)
    {
        var policy = parameters.HostConfig?.RestartPolicy;
        draft.RestartPolicy = string.IsNullOrEmpty(policy?.Name) ? "no" : policy.Name;
        draft.RestartTries = (string)WireForm.Number.ToDraft(policy?.MaximumRetryCount ?? 0)!;
    }

    public static void WriteRestart(ContainerDraft draft, CreateContainerParameters parameters) => parameters.HostConfig!.RestartPolicy = new()
    {
        Name = draft.RestartPolicy,
        MaximumRetryCount = draft.RestartPolicy == OnFailure ? (long)(WireForm.Number.ToWire(nameof(ContainerDraft.RestartTries), draft.RestartTries) ?? 0L) : 0,
    };

    public static void ReadLog(CreateContainerParameters parameters, ContainerDraft draft)
    {
        draft.LogDriver = parameters.HostConfig?.LogConfig?.Type ?? "";
        draft.LogOptions = PairRows.Read(parameters.HostConfig?.LogConfig?.Config);
    }

    public static void WriteLog(ContainerDraft draft, CreateContainerParameters parameters)
    {
        var options = PairRows.Write(nameof(ContainerDraft.LogOptions), draft.LogOptions);
        var isDefault = draft.LogDriver.Trim().Length == 0 && options is null;
        parameters.HostConfig!.LogConfig = isDefault ? null : new() { Type = draft.LogDriver.Trim(), Config = options };
    }
}
