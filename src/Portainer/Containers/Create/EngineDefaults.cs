using Portainer.Engine;
using Portainer.Fleet;

namespace Portainer.Containers.Create;

/// <summary>
/// What an engine writes into a container where nothing was asked for. A form shows such values as not set; the recreated container
/// still gets them, as long as nobody touches the field.
/// </summary>
internal sealed record EngineDefaults(string LogDriver = "json-file", string CgroupVersion = "", string HostName = "")
{
    private const long SharedMemory = 64 * 1024 * 1024;

    public static readonly EngineDefaults Usual = new();

    public static EngineDefaults From(EngineFacts? facts) =>
        facts is null ? Usual : new(facts.LoggingDriver, facts.CgroupVersion, facts.HostName);

    public void Blank(ContainerDraft draft, HostConfig host)
    {
        draft.IpcMode = draft.IpcMode == "private" ? "" : draft.IpcMode;
        draft.CgroupNamespace = draft.CgroupNamespace == (CgroupVersion == "2" ? "private" : "host") ? "" : draft.CgroupNamespace;
        draft.Runtime = draft.Runtime is "runc" or "crun" or "oci" ? "" : draft.Runtime;
        draft.Isolation = draft.Isolation == "default" ? "" : draft.Isolation;
        draft.LogDriver = draft.LogDriver == LogDriver && draft.LogOptions.Count == 0 ? "" : draft.LogDriver;
        draft.ShmSize = host.ShmSize == SharedMemory ? "" : draft.ShmSize;
        draft.MemorySwap = host.MemorySwap == host.Memory * 2 ? "" : draft.MemorySwap;
        if (host.Privileged || host.PidMode == "host" || host.IpcMode == "host")
        {
            draft.SecurityOptions.Remove("label=disable");
        }

        if (draft.Networks is [{ Name: "default" or "bridge" } only] && NetworkRows.IsBare(only))
        {
            draft.Networks = [];
        }
    }
}
