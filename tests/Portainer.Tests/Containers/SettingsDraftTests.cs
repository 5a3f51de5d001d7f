using Portainer.Containers.Details;
using Portainer.Engine;

namespace Portainer.Tests.Containers;

public sealed class SettingsDraftTests
{
    private const long MiB = 1024 * 1024;

    private static readonly HostConfig Limited = new()
    {
        Memory = 64 * MiB,
        MemorySwap = 128 * MiB,
        NanoCPUs = 500_000_000,
        PidsLimit = 100,
        RestartPolicy = new() { Name = "on-failure", MaximumRetryCount = 3 },
    };

    [Fact]
    public void Changes_NothingTouched_SendsNothing()
    {
        var changes = SettingsDraft.From(Limited).Changes(Limited);
        Assert.Null(changes.RestartPolicy);
        Assert.Equal(0, changes.Memory);
        Assert.Equal(0, changes.NanoCPUs);
        Assert.Null(changes.PidsLimit);
        Assert.Null(changes.CpusetCpus);
    }

    [Fact]
    public void Changes_MemoryRaised_RaisesTheSwapLimitAlong()
    {
        var draft = SettingsDraft.From(Limited);
        draft.Memory = "256";
        var changes = draft.Changes(Limited);
        Assert.Equal(256 * MiB, changes.Memory);
        Assert.Equal(512 * MiB, changes.MemorySwap);
    }

    [Fact]
    public void Changes_PolicyLeavesOnFailure_DropsTheRetries()
    {
        var draft = SettingsDraft.From(Limited);
        draft.RestartPolicy = "always";
        var policy = draft.Changes(Limited).RestartPolicy;
        Assert.Equal(("always", 0L), (policy!.Name, policy.MaximumRetryCount));
    }

    [Fact]
    public void Changes_PidsLimitEmptied_IsUnlimited()
    {
        var draft = SettingsDraft.From(Limited);
        draft.Pids = "";
        Assert.Equal(-1, draft.Changes(Limited).PidsLimit);
    }

    [Theory]
    [InlineData("")]
    [InlineData("lots")]
    [InlineData("-1")]
    [InlineData("0")]
    public void Changes_MemoryThatTheEngineCannotTake_SaysSoAndSendsNothing(string text)
    {
        var draft = SettingsDraft.From(Limited);
        draft.Memory = text;
        var fault = Assert.Throws<SettingsException>(() => draft.Changes(Limited));
        Assert.StartsWith("The memory limit", fault.Message, StringComparison.Ordinal);
    }
}
