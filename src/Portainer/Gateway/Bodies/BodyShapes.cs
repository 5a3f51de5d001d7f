namespace Portainer.Gateway;

/// <summary>
/// The bodies of the Engine API (1.41 to the newest) that create or change something. What is not named here is refused to those whose
/// things are limited: a setting that nobody has looked at is not let through.
/// </summary>
internal static class BodyShapes
{
    private static readonly Dictionary<string, JsonShape> Known = [];

    static BodyShapes()
    {
        Define("Health", "{Test:words, Interval:whole, Timeout:whole, Retries:whole, StartPeriod:whole, StartInterval:whole}");
        Define("Config", """
            {Hostname:text, Domainname:text, User:text, AttachStdin:flag, AttachStdout:flag, AttachStderr:flag, ExposedPorts:map<{}>, Tty:flag,
             OpenStdin:flag, StdinOnce:flag, Env:[text], Cmd:words, Healthcheck:$Health, ArgsEscaped:flag, Image:text, Volumes:map<{}>,
             WorkingDir:text, Entrypoint:words, NetworkDisabled:flag, MacAddress:text, OnBuild:[text], Labels:map<text>, StopSignal:text,
             StopTimeout:whole, Shell:words}
            """);
        Define("Rate", "{Path:text, Rate:whole}");
        Define("Restart", "{Name:text, MaximumRetryCount:whole}");
        Define("Resources", """
            {CpuShares:whole, Memory:whole, NanoCpus:whole, CgroupParent:text, BlkioWeight:whole, BlkioWeightDevice:[{Path:text, Weight:whole}],
             BlkioDeviceReadBps:[$Rate], BlkioDeviceWriteBps:[$Rate], BlkioDeviceReadIOps:[$Rate], BlkioDeviceWriteIOps:[$Rate],
             CpuPeriod:whole, CpuQuota:whole, CpuRealtimePeriod:whole, CpuRealtimeRuntime:whole, CpusetCpus:text, CpusetMems:text,
             Devices:[{PathOnHost:text, PathInContainer:text, CgroupPermissions:text}], DeviceCgroupRules:[text],
             DeviceRequests:[{Driver:text, Count:whole, DeviceIDs:[text], Capabilities:[[text]], Options:map<text>}],
             KernelMemory:whole, KernelMemoryTCP:whole, MemoryReservation:whole, MemorySwap:whole, MemorySwappiness:whole, OomKillDisable:flag,
             Init:flag, PidsLimit:whole, Ulimits:[{Name:text, Soft:whole, Hard:whole}], CpuCount:whole, CpuPercent:whole,
             IOMaximumIOps:whole, IOMaximumBandwidth:whole}
            """);
        Define("Mount", """
            {Target:text, Source:text, Type:text, ReadOnly:flag, Consistency:text,
             BindOptions:{Propagation:text, NonRecursive:flag, CreateMountpoint:flag, ReadOnlyNonRecursive:flag, ReadOnlyForceRecursive:flag},
             VolumeOptions:{NoCopy:flag, Labels:map<text>, DriverConfig:{Name:text, Options:map<text>}, Subpath:text},
             ImageOptions:{Subpath:text}, TmpfsOptions:{SizeBytes:whole, Mode:whole, Options:[[text]]}, ClusterOptions:{}}
            """);
        Define("HostOnly", """
            {Binds:[text], ContainerIDFile:text, LogConfig:{Type:text, Config:map<text>}, NetworkMode:text,
             PortBindings:map<[{HostIp:text, HostPort:text}]>, RestartPolicy:$Restart, AutoRemove:flag, VolumeDriver:text, VolumesFrom:[text],
             Mounts:[$Mount], ConsoleSize:[whole], Annotations:map<text>, CapAdd:words, CapDrop:words, CgroupnsMode:text, Dns:[text],
             DnsOptions:[text], DnsSearch:[text], ExtraHosts:[text], GroupAdd:[text], IpcMode:text, Cgroup:text, Links:[text],
             OomScoreAdj:whole, PidMode:text, Privileged:flag, PublishAllPorts:flag, ReadonlyRootfs:flag, SecurityOpt:[text],
             StorageOpt:map<text>, Tmpfs:map<text>, UTSMode:text, UsernsMode:text, ShmSize:whole, Sysctls:map<text>, Runtime:text,
             Isolation:text, MaskedPaths:[text], ReadonlyPaths:[text]}
            """);
        Known["Host"] = Known["HostOnly"].With(Known["Resources"]);
        Define("Endpoint", """
            {IPAMConfig:{IPv4Address:text, IPv6Address:text, LinkLocalIPs:[text]}, Links:[text], Aliases:[text], MacAddress:text, NetworkID:text,
             EndpointID:text, Gateway:text, IPAddress:text, IPPrefixLen:whole, IPv6Gateway:text, GlobalIPv6Address:text,
             GlobalIPv6PrefixLen:whole, DriverOpts:map<text>, GwPriority:whole, DNSNames:[text]}
            """);
        Known["Container"] = Known["Config"].With(Parse("{HostConfig:$Host, NetworkingConfig:{EndpointsConfig:map<$Endpoint>}}"));
        Known["Update"] = Known["Resources"].With(Parse("{RestartPolicy:$Restart}"));
        DefineSwarm();
        DefineSmall();
    }

    /// <summary>The shape of a body; null where nothing is prescribed.</summary>
    public static JsonShape? Of(BodyRule rule) => rule switch
    {
        BodyRule.ContainerCreate => Known["Container"],
        BodyRule.ContainerUpdate => Known["Update"],
        BodyRule.Commit => Known["Config"],
        BodyRule.Config => Known["ConfigFile"],
        BodyRule.ServiceCreate or BodyRule.ServiceUpdate => Known["Service"],
        BodyRule.None or BodyRule.Stream or BodyRule.Free => null,
        _ => Known[rule.ToString()],
    };

    private static void DefineSwarm()
    {
        Define("Attachment", "{Target:text, Aliases:[text], DriverOpts:map<text>}");
        Define("File", "{Name:text, UID:text, GID:text, Mode:whole}");
        Define("Generic", "[{NamedResourceSpec:{Kind:text, Value:text}, DiscreteResourceSpec:{Kind:text, Value:whole}}]");
        Define("Amount", "{NanoCPUs:whole, MemoryBytes:whole, Pids:whole, GenericResources:$Generic}");
        Define("Rollout", "{Parallelism:whole, Delay:whole, FailureAction:text, Monitor:whole, MaxFailureRatio:number, Order:text}");
        Define("ContainerSpec", """
            {Image:text, Labels:map<text>, Command:words, Args:words, Hostname:text, Env:[text], Dir:text, User:text, Groups:[text],
             Privileges:{CredentialSpec:{Config:text, File:text, Registry:text}, SELinuxContext:{Disable:flag, User:text, Role:text, Type:text, Level:text},
              Seccomp:{Mode:text, Profile:text}, AppArmor:{Mode:text}, NoNewPrivileges:flag},
             TTY:flag, OpenStdin:flag, ReadOnly:flag, Mounts:[$Mount], StopSignal:text, StopGracePeriod:whole, Healthcheck:$Health, Hosts:[text],
             DNSConfig:{Nameservers:[text], Search:[text], Options:[text]}, Secrets:[{File:$File, SecretID:text, SecretName:text}], OomScoreAdj:whole,
             Configs:[{File:$File, Runtime:{}, ConfigID:text, ConfigName:text}], Isolation:text, Init:flag, Sysctls:map<text>,
             CapabilityAdd:[text], CapabilityDrop:[text], Ulimits:[{Name:text, Soft:whole, Hard:whole}]}
            """);
        Define("Task", """
            {ContainerSpec:$ContainerSpec, Resources:{Limits:$Amount, Reservations:$Amount, SwapBytes:whole, MemorySwappiness:whole},
             RestartPolicy:{Condition:text, Delay:whole, MaxAttempts:whole, Window:whole},
             Placement:{Constraints:[text], Preferences:[{Spread:{SpreadDescriptor:text}}], MaxReplicas:whole, Platforms:[{Architecture:text, OS:text}]},
             ForceUpdate:whole, Runtime:text, Networks:[$Attachment], LogDriver:{Name:text, Options:map<text>},
             PluginSpec:{Name:text, Remote:text, Disabled:flag}, NetworkAttachmentSpec:{ContainerID:text}}
            """);
        Define("Service", """
            {Name:text, Labels:map<text>, TaskTemplate:$Task,
             Mode:{Replicated:{Replicas:whole}, Global:{}, ReplicatedJob:{MaxConcurrent:whole, TotalCompletions:whole}, GlobalJob:{}},
             UpdateConfig:$Rollout, RollbackConfig:$Rollout, Networks:[$Attachment],
             EndpointSpec:{Mode:text, Ports:[{Name:text, Protocol:text, TargetPort:whole, PublishedPort:whole, PublishMode:text}]}}
            """);
        Define("Driver", "{Name:text, Options:map<text>}");
        Define("Secret", "{Name:text, Labels:map<text>, Data:text, Driver:$Driver, Templating:$Driver}");
        Define("ConfigFile", "{Name:text, Labels:map<text>, Data:text, Templating:$Driver}");
    }

    private static void DefineSmall()
    {
        Define("ExecCreate", """
            {User:text, Privileged:flag, Tty:flag, ConsoleSize:[whole], AttachStdin:flag, AttachStderr:flag, AttachStdout:flag, Detach:flag,
             DetachKeys:text, Env:[text], WorkingDir:text, Cmd:words, Container:text}
            """);
        Define("ExecStart", "{Detach:flag, Tty:flag, ConsoleSize:[whole]}");
        Define("NetworkCreate", """
            {Name:text, CheckDuplicate:flag, Driver:text, Scope:text, Internal:flag, Attachable:flag, Ingress:flag, ConfigOnly:flag, ConfigFrom:{Network:text},
             IPAM:{Driver:text, Config:[{Subnet:text, IPRange:text, Gateway:text, AuxiliaryAddresses:map<text>}], Options:map<text>},
             EnableIPv4:flag, EnableIPv6:flag, Options:map<text>, Labels:map<text>}
            """);
        Define("NetworkConnect", "{Container:text, EndpointConfig:$Endpoint}");
        Define("NetworkDisconnect", "{Container:text, Force:flag}");
        Define("VolumeCreate", "{Name:text, Driver:text, DriverOpts:map<text>, Labels:map<text>, ClusterVolumeSpec:{}}");
        Define("Credentials", "{username:text, password:text, auth:text, email:text, serveraddress:text, identitytoken:text, registrytoken:text}");
    }

    private static void Define(string name, string text) => Known[name] = Parse(text);

    private static JsonShape Parse(string text) => JsonShape.Parse(text, Known);
}
