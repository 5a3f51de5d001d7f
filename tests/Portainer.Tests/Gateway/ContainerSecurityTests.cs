using System.Text;
using Portainer.Data.AccessControl;
using Portainer.Gateway;

namespace Portainer.Tests.Gateway;

public sealed class ContainerSecurityTests
{
    private static readonly EndpointSecurity Everything = new()
    {
        AllowBindMounts = true,
        AllowPrivileged = true,
        AllowHostPid = true,
        AllowDevices = true,
        AllowSysctls = true,
        AllowCapabilities = true,
        AllowSecurityOptions = true,
        AllowHostNetwork = true,
        AllowHostIpc = true,
        AllowHostUts = true,
        AllowHostUserns = true,
        AllowVolumesFrom = true,
        AllowDeviceRequests = true,
        AllowCgroupOptions = true,
    };

    public static TheoryData<string> Refused =>
    [
        """{"Privileged":true}""",
        """{"Binds":["/:/host"]}""",
        """{"Binds":["data:/data","/etc:/etc:ro"]}""",
        """{"Binds":["./here:/data"]}""",
        """{"Binds":["~:/data"]}""",
        """{"Binds":["c:\\:/data"]}""",
        """{"Mounts":[{"Type":"bind","Source":"/","Target":"/host"}]}""",
        """{"Mounts":[{"Type":"BIND","Source":"/","Target":"/host"}]}""",
        """{"Mounts":[{"Source":"/","Target":"/host"}]}""",
        """{"Mounts":[{"Type":"npipe","Source":"x","Target":"/host"}]}""",
        """{"Mounts":[{"Type":"cluster","Source":"x","Target":"/host"}]}""",
        """{"Mounts":[{"Type":"volume","Source":"/","Target":"/host"}]}""",
        """{"Mounts":[{"Type":"volume","Source":"xx","Target":"/host","VolumeOptions":{"DriverConfig":{"Options":{"type":"none","o":"bind","device":"/"}}}}]}""",
        """{"Mounts":[{"Type":"volume","Source":"xx","Target":"/host","VolumeOptions":{"DriverConfig":{"Name":"plugin"}}}]}""",
        """{"VolumeDriver":"plugin"}""",
        """{"PidMode":"host"}""",
        """{"IpcMode":"host"}""",
        """{"UTSMode":"host"}""",
        """{"UsernsMode":"host"}""",
        """{"CgroupnsMode":"host"}""",
        """{"NetworkMode":"host"}""",
        """{"Sysctls":{"net.ipv4.ip_forward":"1"}}""",
        """{"CapAdd":["SYS_ADMIN"]}""",
        """{"CapAdd":"SYS_ADMIN"}""",
        """{"CapDrop":["ALL"]}""",
        """{"SecurityOpt":["seccomp=unconfined"]}""",
        """{"SecurityOpt":["no-new-privileges","apparmor=unconfined"]}""",
        """{"SecurityOpt":["label=disable"]}""",
        """{"MaskedPaths":[]}""",
        """{"ReadonlyPaths":[]}""",
        """{"VolumesFrom":["other"]}""",
        """{"Cgroup":"container:x"}""",
        """{"CgroupParent":"/"}""",
        """{"Runtime":"other"}""",
        """{"Annotations":{"run.oci.hooks":"x"}}""",
        """{"OomScoreAdj":-1}""",
        """{"Devices":[{"PathOnHost":"/dev/sda"}]}""",
        """{"DeviceRequests":[{"Driver":"nvidia","Count":-1}]}""",
        """{"DeviceCgroupRules":["c 1:3 rwm"]}""",
        """{"BlkioDeviceReadBps":[{"Path":"/dev/sda","Rate":1}]}""",
        """{"LogConfig":{"Type":"syslog","Config":{"syslog-address":"unixgram:///dev/log"}}}""",
        """{"LogConfig":{"Type":"k8s-file","Config":{"path":"etc/x"}}}""",
    ];

    [Theory]
    [MemberData(nameof(Refused))]
    public void Create_WhatLeadsOutOfAContainer_IsRefusedUntilItIsAllowed(string host)
    {
        var body = Read(BodyRule.ContainerCreate, $$"""{"Image":"a","HostConfig":{{host}} }""");
        var sentence = BodySecurity.Fault(BodyRule.ContainerCreate, body, EndpointSecurity.Default);
        Assert.NotNull(sentence);
        Assert.EndsWith(".", sentence, StringComparison.Ordinal);
        if (!host.Contains("\"cluster\"", StringComparison.Ordinal) && !host.Contains("npipe", StringComparison.Ordinal))
        {
            Assert.Null(BodySecurity.Fault(BodyRule.ContainerCreate, body, Everything));
        }
    }

    [Theory]
    [InlineData("""{"Binds":["data:/data","/anonymous"],"PortBindings":{"80/tcp":[{"HostIp":"","HostPort":"8080"}]},"Memory":1000000}""")]
    [InlineData("""{"Mounts":[{"Type":"volume","Source":"data","Target":"/d"},{"Type":"tmpfs","Target":"/t"},{"Type":"volume","Target":"/anonymous"}]}""")]
    [InlineData("""{"NetworkMode":"default","IpcMode":"private","CgroupnsMode":"private","PidMode":"","CapAdd":null,"Devices":[],"OomScoreAdj":500}""")]
    [InlineData("""{"SecurityOpt":["no-new-privileges"],"ReadonlyRootfs":true,"LogConfig":{"Type":"json-file","Config":{"max-size":"10m"}},"Init":true}""")]
    [InlineData("null")]
    public void Create_WhatStaysInside_IsAllowed(string host) =>
        Assert.Null(BodySecurity.Fault(BodyRule.ContainerCreate, Read(BodyRule.ContainerCreate, $$"""{"Image":"a","HostConfig":{{host}} }"""), EndpointSecurity.Default));

    [Fact]
    public void Create_HostNetworkAmongTheEndpoints_IsRefused() => AssertRefused(
        BodyRule.ContainerCreate, """{"Image":"a","NetworkingConfig":{"EndpointsConfig":{"host":{}}}}""");

    [Theory]
    [InlineData("""{"Devices":[{"PathOnHost":"/dev/sda"}]}""")]
    [InlineData("""{"DeviceCgroupRules":["a *:* rwm"]}""")]
    [InlineData("""{"CgroupParent":"/"}""")]
    public void Update_DevicesAndGroups_AreRefused(string body) => AssertRefused(BodyRule.ContainerUpdate, body);

    [Fact]
    public void Exec_Privileged_IsRefused() => AssertRefused(BodyRule.ExecCreate, """{"Cmd":["sh"],"privileged":true}""");

    [Theory]
    [InlineData("""{"Name":"x","Driver":"local","DriverOpts":{"type":"none","o":"bind","device":"/"}}""")]
    [InlineData("""{"Name":"x","DriverOpts":{"Type":"nfs"}}""")]
    [InlineData("""{"Name":"x","Driver":"plugin"}""")]
    [InlineData("""{"Name":"x","ClusterVolumeSpec":{}}""")]
    public void Volume_OfSomethingOfTheHost_IsRefused(string body) => AssertRefused(BodyRule.VolumeCreate, body);

    [Theory]
    [InlineData("""{"Name":"x","Driver":"macvlan","Options":{"parent":"eth0"}}""")]
    [InlineData("""{"Name":"x","Driver":"host"}""")]
    [InlineData("""{"Name":"x","Driver":"bridge","Options":{"com.docker.network.bridge.name":"docker0"}}""")]
    [InlineData("""{"Name":"x","Driver":"overlay","Ingress":true}""")]
    public void Network_OnTheHostsCable_IsRefused(string body) => AssertRefused(BodyRule.NetworkCreate, body);

    [Theory]
    [InlineData("""{"TaskTemplate":{"ContainerSpec":{"Mounts":[{"Type":"bind","Source":"/","Target":"/host"}]}}}""")]
    [InlineData("""{"TaskTemplate":{"ContainerSpec":{"Mounts":[{"Type":"volume","Source":"xx","Target":"/h","VolumeOptions":{"DriverConfig":{"Name":"local","Options":{"o":"bind"}}}}]}}}""")]
    [InlineData("""{"TaskTemplate":{"ContainerSpec":{"Sysctls":{"a":"1"}}}}""")]
    [InlineData("""{"TaskTemplate":{"ContainerSpec":{"CapabilityAdd":["ALL"]}}}""")]
    [InlineData("""{"TaskTemplate":{"ContainerSpec":{"CapabilityDrop":["ALL"]}}}""")]
    [InlineData("""{"TaskTemplate":{"ContainerSpec":{"Privileges":{"Seccomp":{"Mode":"unconfined"}}}}}""")]
    [InlineData("""{"TaskTemplate":{"ContainerSpec":{"Privileges":{"AppArmor":{"Mode":"disabled"}}}}}""")]
    [InlineData("""{"TaskTemplate":{"ContainerSpec":{"Privileges":{"SELinuxContext":{"Disable":true}}}}}""")]
    [InlineData("""{"TaskTemplate":{"ContainerSpec":{"Privileges":{"CredentialSpec":{"File":"x"}}}}}""")]
    [InlineData("""{"TaskTemplate":{"ContainerSpec":{"OomScoreAdj":-5}}}""")]
    [InlineData("""{"TaskTemplate":{"Networks":[{"Target":"host"}]}}""")]
    [InlineData("""{"Networks":[{"Target":"host"}]}""")]
    [InlineData("""{"TaskTemplate":{"Runtime":"plugin","PluginSpec":{"Remote":"x"}}}""")]
    [InlineData("""{"TaskTemplate":{"NetworkAttachmentSpec":{"ContainerID":"x"}}}""")]
    [InlineData("""{"TaskTemplate":{"LogDriver":{"Name":"fluentd"}}}""")]
    public void Service_WhatLeadsOutOfAContainer_IsRefusedInCreateAndUpdate(string body)
    {
        AssertRefused(BodyRule.ServiceCreate, body);
        AssertRefused(BodyRule.ServiceUpdate, body);
    }

    private static void AssertRefused(BodyRule rule, string body)
    {
        var sentence = BodySecurity.Fault(rule, Read(rule, body), EndpointSecurity.Default);
        Assert.NotNull(sentence);
        Assert.EndsWith(".", sentence, StringComparison.Ordinal);
    }

    private static System.Text.Json.Nodes.JsonObject Read(BodyRule rule, string body) => StrictJson.Read(Encoding.UTF8.GetBytes(body), BodyShapes.Of(rule)!);
}
