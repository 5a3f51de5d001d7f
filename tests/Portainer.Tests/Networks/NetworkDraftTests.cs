using Portainer.Fleet;
using Portainer.Networks;

namespace Portainer.Tests.Networks;

public sealed class NetworkDraftTests
{
    private static readonly NetworkRow Existing = new() { Id = "1", Name = "front", Driver = "bridge", Scope = "local", Subnets = new(["172.30.0.0/16"]) };

    [Fact]
    public void Name_Alone_IsEnough()
    {
        var draft = new NetworkDraft { Name = "back" };

        Assert.Empty(draft.Faults([Existing]));
        Assert.Equal("docker network create back", NetworkCommand.Create(draft.ToParameters()));
    }

    [Theory]
    [InlineData("", "Give the network a name.")]
    [InlineData("with space", "Letters, digits")]
    [InlineData("a/b", "Letters, digits")]
    [InlineData("host", "word of the engine's own")]
    [InlineData("front", "There is a network front already.")]
    public void Name_Impossible_IsTold(string name, string sentence) =>
        Assert.Contains(sentence, new NetworkDraft { Name = name }.Faults([Existing])["name"], StringComparison.Ordinal);

    [Theory]
    [InlineData("10.1.0.0", "", "", "subnet")]
    [InlineData("10.1/16", "", "", "subnet")]
    [InlineData("10.1.0.0/33", "", "", "subnet")]
    [InlineData("192.168.2.1/24", "", "", "subnet")]
    [InlineData("", "10.1.0.1", "", "subnet")]
    [InlineData("10.1.0.0/16", "10.2.0.1", "", "gateway")]
    [InlineData("10.1.0.0/16", "fd00::1", "", "gateway")]
    [InlineData("10.1.0.0/16", "gateway", "", "gateway")]
    [InlineData("10.1.0.0/16", "", "10.0.0.0/8", "range")]
    [InlineData("fd00:28::/64", "fd00:29::1", "", "gateway")]
    public void Pool_Impossible_IsToldAtItsField(string subnet, string gateway, string range, string field)
    {
        var draft = new NetworkDraft { Name = "n", Pools = { new() { Subnet = subnet, Gateway = gateway, Range = range } } };

        Assert.Equal([$"pool-0-{field}"], draft.Faults([]).Keys);
    }

    [Fact]
    public void Pool_WithHostBits_NamesTheRightSubnet() =>
        Assert.Contains("192.168.2.0/24", new NetworkDraft { Name = "n", Pools = { new() { Subnet = "192.168.2.1/24" } } }.Faults([])["pool-0-subnet"], StringComparison.Ordinal);

    [Fact]
    public void Pools_OfBothFamilies_TurnIPv6On()
    {
        var draft = new NetworkDraft { Name = "n", Pools = { new() { Subnet = "10.1.0.0/16", Gateway = "10.1.0.1" }, new() { Subnet = "fd00:28::/64" } } };

        Assert.Empty(draft.Faults([]));
        Assert.True(draft.ToParameters().EnableIPv6);
    }

    [Theory]
    [InlineData("bridge", "10.1.0.0/16", "10.2.0.0/16", "one IPv4 and one IPv6")]
    [InlineData("overlay", "10.1.0.0/16", "10.1.5.0/24", "overlap")]
    public void Pools_ThatCannotBeTogether_AreTold(string driver, string first, string second, string sentence)
    {
        var draft = new NetworkDraft { Name = "n", Driver = driver, Pools = { new() { Subnet = first }, new() { Subnet = second } } };

        Assert.Contains(sentence, draft.Faults([])["pools"], StringComparison.Ordinal);
    }

    [Fact]
    public void Excluded_OutsideTheSubnet_IsTold()
    {
        var draft = new NetworkDraft { Name = "n", Pools = { new() { Subnet = "10.1.0.0/16" } } };
        draft.Pools[0].Excluded.Add(new() { Name = "router", Value = "10.9.0.1" });

        Assert.Contains("router", draft.Faults([])["pool-0-excluded"], StringComparison.Ordinal);
    }

    [Fact]
    public void Subnet_OfAnotherNetwork_IsWarnedOf()
    {
        Assert.Equal("front (172.30.0.0/16)", new NetworkDraft { Pools = { new() { Subnet = "172.30.7.0/24" } } }.Overlap([Existing]));
        Assert.Null(new NetworkDraft { Pools = { new() { Subnet = "172.31.7.0/24" } } }.Overlap([Existing]));
    }

    [Fact]
    public void Command_OfEverything_SaysEverything()
    {
        var draft = new NetworkDraft { Name = "n", Driver = "macvlan", IsInternal = true, IsAttachable = true };
        draft.Pools.Add(new() { Subnet = "10.1.0.0/16", Gateway = "10.1.0.1", Range = "10.1.5.0/24", Excluded = { new() { Name = "nas", Value = "10.1.5.9" } } });
        draft.Known["parent"] = "eth0.50";
        draft.Known["macvlan_mode"] = "bridge";
        draft.Options.Add(new() { Name = "x", Value = "a b" });
        draft.Labels.Add(new() { Name = "team", Value = "it's" });

        Assert.Equal(
            "docker network create --driver macvlan --internal --attachable --subnet 10.1.0.0/16 --gateway 10.1.0.1 --ip-range 10.1.5.0/24 "
            + "--aux-address nas=10.1.5.9 --opt 'x=a b' --opt parent=eth0.50 --label 'team=it'\\''s' n",
            NetworkCommand.Create(draft.ToParameters()));
    }

    [Fact]
    public void ConfigOnly_And_ConfigFrom_SendOnlyWhatTheEngineTakes()
    {
        var draft = new NetworkDraft { Name = "c", Driver = "macvlan", IsConfigOnly = true, IsAttachable = true, Pools = { new() { Subnet = "10.1.0.0/16" } } };
        Assert.Equal("docker network create --config-only --subnet 10.1.0.0/16 c", NetworkCommand.Create(draft.ToParameters()));

        draft = new() { Name = "m", Driver = "macvlan", ConfigFrom = "c", IsSwarmScope = true, Pools = { new() { Subnet = "10.1.0.0/16" } } };
        Assert.Equal("docker network create --driver macvlan --scope swarm --config-from c m", NetworkCommand.Create(draft.ToParameters()));
    }

    [Fact]
    public void Encrypted_Overlay_IsAnOptionWithoutValue() => Assert.Equal(
        "docker network create --driver overlay --opt encrypted n",
        NetworkCommand.Create(new NetworkDraft { Name = "n", Driver = "overlay", IsEncrypted = true }.ToParameters()));
}
