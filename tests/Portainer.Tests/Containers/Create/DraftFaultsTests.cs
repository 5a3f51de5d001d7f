using Portainer.Containers.Create;

namespace Portainer.Tests.Containers.Create;

/// <summary>What the form says before the engine is asked.</summary>
public sealed class DraftFaultsTests
{
    private static readonly KnownNetwork[] Networks = [new("front", ["10.90.0.0/24", "fd00:90::/64"])];

    public static TheoryData<string, Action<ContainerDraft>> Wrong => new()
    {
        { "Image", draft => draft.Image = "" },
        { "Name", draft => draft.Name = "a b" },
        { "Ports", draft => draft.Ports = [new() { HostPort = "8000-8001", ContainerPort = "80-85" }] },
        { "Ports", draft => draft.Ports = [new() { HostPort = "70000", ContainerPort = "80" }] },
        { "Ports", draft => draft.Ports = [new() { HostPort = "80" }] },
        { "Ports", draft => draft.Ports = [new() { HostPort = "80", ContainerPort = "80" }, new() { HostPort = "80", ContainerPort = "81" }] },
        { "Environment", draft => draft.Environment = [new() { Name = "A B", Value = "1" }] },
        { "Environment", draft => draft.Environment = [new() { Name = "A", Value = "1" }, new() { Name = "A", Value = "2" }] },
        { "Labels", draft => draft.Labels = [new() { Name = "a" }, new() { Name = "a" }] },
        { "Mounts", draft => draft.Mounts = [new() { Source = "data", Target = "data" }] },
        { "Mounts", draft => draft.Mounts = [new() { Type = "bind", Source = "./data", Target = "/data" }] },
        { "Mounts", draft => draft.Mounts = [new() { Source = "a1", Target = "/data" }, new() { Source = "b1", Target = "/data/" }] },
        { "Memory", draft => draft.Memory = "512" },
        { "Memory", draft => draft.Memory = "lots" },
        { "MemorySwap", draft => draft.MemorySwap = "1g" },
        { "Cpus", draft => draft.Cpus = "-1" },
        { "BlockWeight", draft => draft.BlockWeight = "99999" },
        { "Ulimits", draft => draft.Ulimits = [new() { Name = "nofile", Soft = "2", Hard = "1" }] },
        { "HealthInterval", draft => draft.HealthInterval = "soon" },
        { "HealthCommand", draft => draft.HealthMode = HealthMode.Shell },
        { "Networks", draft => draft.Networks = [new() { Name = "front", IPv4 = "10.91.0.5" }] },
        { "Networks", draft => draft.Networks = [new() { Name = "front", IPv4 = "fd00:90::5" }] },
        { "Networks", draft => draft.Networks = [new() { Name = "nowhere" }] },
        { "Networks", draft => draft.Networks = [new() { Name = "host" }, new() { Name = "front" }] },
        { "Networks", draft => draft.Networks = [new() { Name = "front", Mac = "xyz" }] },
        { "Dns", draft => draft.Dns = ["example.test"] },
        { "ExtraHosts", draft => draft.ExtraHosts = ["db"] },
        { "AutoRemove", draft => (draft.AutoRemove, draft.RestartPolicy) = (true, "always") },
        { "Command", draft => draft.Command = "sh -c 'open" },
        { "Gpus", draft => draft.Gpus = [new()] },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Of_OneThingWrong_SaysItBesideItsField(string field, Action<ContainerDraft> spoil)
    {
        var draft = new ContainerDraft { Image = "lab/web:1" };
        Assert.Empty(DraftFaults.Of(draft, Networks));
        spoil(draft);
        var fault = Assert.Single(DraftFaults.Of(draft, Networks));
        Assert.Equal(field, fault.Field);
    }

    [Fact]
    public void Of_AddressOfTheNetwork_IsFine() =>
        Assert.Empty(DraftFaults.Of(new() { Image = "a", Networks = [new() { Name = "front", IPv4 = "10.90.0.9", IPv6 = "fd00:90::9" }] }, Networks));
}
