using static Portainer.Containers.Create.ComposeText;

namespace Portainer.Containers.Create;

/// <summary>What runs, what it sees of disks, and what it may.</summary>
internal static class ComposeParts
{
    public static void AddProcess(YamlMap service, ContainerDraft draft) => service
        .AddAlways("image", Literal(draft.Image.Trim() is { Length: > 0 } image ? image : "IMAGE"))
        .Add("container_name", draft.Name.Trim())
        .Add("pull_policy", draft.AlwaysPull ? "always" : null)
        .Add("platform", draft.Platform)
        .Add("entrypoint", Entrypoint(draft))
        .Add("command", Words(draft.Command))
        .Add("working_dir", Literal(draft.WorkingDir))
        .Add("user", Literal(draft.User))
        .Add("group_add", Literals(draft.Groups))
        .Add("stdin_open", draft.Interactive)
        .Add("tty", draft.Terminal)
        .Add("init", draft.Init is { } init ? new YamlTruth(init) : null)
        .Add("stop_signal", draft.StopSignal)
        .Add("stop_grace_period", draft.StopGrace.Length == 0 ? null : draft.StopGrace + "s")
        .Add("restart", draft.RestartPolicy == "no" ? null : draft.RestartTries.Length == 0 ? draft.RestartPolicy : $"{draft.RestartPolicy}:{draft.RestartTries}")
        .Add("environment", Environment(draft))
        .AddPairs("labels", draft.Labels.Select(Literally))
        .AddPairs("annotations", draft.Annotations.Select(Literally))
        .Add("healthcheck", Health(draft))
        .Add("logging", new YamlMap().Add("driver", draft.LogDriver).AddPairs("options", draft.LogOptions.Select(Literally)));

    public static void AddStorage(YamlMap service, ContainerDraft draft) => service
        .Add("volumes", draft.Mounts.Where(row => row.Target.Length > 0 && (row.IsLong || row.Type != "tmpfs")).Select(Mount).ToList())
        .Add("tmpfs", Literals(draft.Mounts.Where(row => row is { IsLong: false, Type: "tmpfs", Target.Length: > 0 }).Select(row => row.Options.Length == 0 ? row.Target : $"{row.Target}:{row.Options}")))
        .Add("volumes_from", Literals(draft.VolumesFrom.Select(name => "container:" + name)))
        .Add("read_only", draft.ReadOnlyRoot)
        .Add("shm_size", draft.ShmSize)
        .AddPairs("storage_opt", draft.StorageOptions);

    public static void AddSecurity(YamlMap service, ContainerDraft draft) => service
        .Add("privileged", draft.Privileged)
        .Add("security_opt", Literals(draft.SecurityOptions))
        .Add("cap_add", draft.CapAdd)
        .Add("cap_drop", draft.CapDrop)
        .AddPairs("sysctls", draft.Sysctls.Select(Literally))
        .Add("runtime", draft.Runtime)
        .Add("isolation", draft.Isolation)
        .Add("ipc", draft.IpcMode)
        .Add("pid", draft.PidMode)
        .Add("uts", draft.UtsMode)
        .Add("userns_mode", draft.UserNamespace)
        .Add("cgroup", draft.CgroupNamespace)
        .Add("cgroup_parent", draft.CgroupParent);

    private static NamedValue Literally(NamedValue pair) => new() { Name = pair.Name, Value = Literal(pair.Value) };

    private static List<string> Environment(ContainerDraft draft) => Literals(draft.Environment.Where(row => row.Name.Trim().Length > 0).Select(EnvRows.Text));

    private static YamlMap Health(ContainerDraft draft) => draft.HealthMode == HealthMode.None
        ? new YamlMap().Add("disable", true)
        : new YamlMap()
            .Add("test", draft.HealthMode switch
            {
                HealthMode.Shell => new List<string> { "CMD-SHELL", Literal(draft.HealthCommand) },
                HealthMode.Command => ["CMD", .. Words(draft.HealthCommand) ?? []],
                _ => null,
            })
            .Add("interval", draft.HealthInterval)
            .Add("timeout", draft.HealthTimeout)
            .Add("retries", draft.HealthRetries.Length == 0 ? null : ComposeResources.Number(draft.HealthRetries))
            .Add("start_period", draft.HealthStartPeriod)
            .Add("start_interval", draft.HealthStartInterval);

    private static object Mount(MountRow row) => !row.IsLong
        ? Literal(row.Source.Trim().Length == 0 ? row.Target : ShortMount.Text(row))
        : new YamlMap()
            .Add("type", row.Type)
            .Add("source", Literal(row.Source))
            .Add("target", Literal(row.Target))
            .Add("read_only", row.ReadOnly)
            .Add("consistency", row.Consistency)
            .Add("bind", new YamlMap().Add("propagation", row.Propagation).Add("recursive", row.Recursive).Add("create_host_path", row.CreateSource))
            .Add("volume", new YamlMap().Add("nocopy", row.NoCopy).Add("subpath", row.Type == "volume" ? Literal(row.Subpath) : null))
            .Add("image", new YamlMap().Add("subpath", row.Type == "image" ? Literal(row.Subpath) : null))
            .Add("tmpfs", new YamlMap().Add("size", row.Size).Add("mode", row.Mode.Length == 0 ? null : "0" + row.Mode));

    private static List<string>? Words(string line)
    {
        try
        {
            return Literals(ShellWords.Split(nameof(ContainerDraft.Command), line));
        }
        catch (DraftException)
        {
            // Said beside the field.
            return [Literal(line)];
        }
    }

    private static List<string>? Entrypoint(ContainerDraft draft) => draft.Entrypoint switch
    {
        null => null,
        "" => [""],
        var line => Words(line),
    };
}
