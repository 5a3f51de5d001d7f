using Portainer.Containers.Recreate;

namespace Portainer.Tests.Containers.Recreate;

/// <summary>Recreation of containers of all kinds on real engines, and what goes wrong by itself.</summary>
public sealed class RecreationTests
{
    [Theory]
    [InlineData("20")]
    [InlineData("28")]
    public async Task RecreateAsync_NothingChanged_IsTheSameContainerWithItsVolume(string engine)
    {
        await using var lab = new RecreateLab(engine);
        var front = await lab.NetworkAsync("front", "--subnet", "10.96.0.0/24");
        var back = await lab.NetworkAsync("back", "--subnet", "10.95.0.0/24");
        var id = await lab.RunAsync("--network", front, "--ip", "10.96.0.9", "--network-alias", "www", "--restart", "always", "-e", "A=1", "-m", "64m", "lab/web:1");
        await lab.DockerAsync("network", "connect", "--ip", "10.95.0.9", "--alias", "inside", back, lab.Name);
        await lab.DockerAsync("exec", lab.Name, "sh", "-c", "echo kept > /data/note");
        var before = await lab.SettingsAsync(lab.Name);

        Assert.EndsWith("was recreated and runs.", await lab.RecreateAsync(), StringComparison.Ordinal);

        Assert.Equal("web running", await lab.StandingAsync());
        Assert.NotEqual(id, await lab.FieldAsync(lab.Name, "{{.Id}}"));
        Assert.Equal(before, await lab.SettingsAsync(lab.Name));
        Assert.Equal("kept", (await lab.DockerAsync("exec", lab.Name, "cat", "/data/note")).Trim());
        Assert.Equal("10.96.0.9 10.95.0.9", await lab.FieldAsync(lab.Name, $"{{{{(index .NetworkSettings.Networks \"{front}\").IPAddress}}}} {{{{(index .NetworkSettings.Networks \"{back}\").IPAddress}}}}"));

        // Once more: what the first time mounted by name is still the container's own.
        await lab.RecreateAsync();
        Assert.Equal(before, await lab.SettingsAsync(lab.Name));
        Assert.Equal("kept", (await lab.DockerAsync("exec", lab.Name, "cat", "/data/note")).Trim());
    }

    [Theory]
    [InlineData("lab/web:bad", "health check fails")]
    [InlineData("lab/crash:1", "ended with code")]
    [InlineData("lab/base:1", "no-such-program")]
    public async Task RecreateAsync_NewOneDoesNotWork_OldOneIsBack(string image, string reason)
    {
        await using var lab = new RecreateLab("28");
        var id = await lab.RunAsync("lab/web:1");
        var failure = await Assert.ThrowsAsync<RecreateException>(() => lab.RecreateAsync(draft => (draft.Image, draft.Command) = (image, image == "lab/base:1" ? "no-such-program" : "")));
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.Equal("web running", await lab.StandingAsync());
        Assert.Equal(id, await lab.FieldAsync(lab.Name, "{{.Id}}"));
    }

    [Fact]
    public async Task RecreateAsync_EngineRefusesTheSettings_OldOneWasNeverTouched()
    {
        await using var lab = new RecreateLab("28");
        await lab.RunAsync("lab/web:1");
        var started = await lab.FieldAsync(lab.Name, "{{.State.StartedAt}}");
        await Assert.ThrowsAsync<RecreateException>(() => lab.RecreateAsync(draft => draft.LogDriver = "no-such-driver"));
        Assert.Equal("web running", await lab.StandingAsync());
        Assert.Equal(started, await lab.FieldAsync(lab.Name, "{{.State.StartedAt}}"));
    }

    [Theory]
    [InlineData("20")]
    [InlineData("28")]
    public async Task RecreateAsync_Stopped_StaysStopped(string engine)
    {
        await using var lab = new RecreateLab(engine);
        await lab.DockerAsync("create", "--name", lab.Name, "lab/web:1");
        Assert.EndsWith("stopped, as it was before.", await lab.RecreateAsync(draft => draft.Memory = "64m"), StringComparison.Ordinal);
        Assert.Equal("web created", await lab.StandingAsync());
        Assert.Equal("67108864", await lab.FieldAsync(lab.Name, "{{.HostConfig.Memory}}"));
    }

    [Fact]
    public async Task RecreateAsync_Paused_IsPausedAgain()
    {
        await using var lab = new RecreateLab("28");
        await lab.RunAsync("lab/web:1");
        await lab.DockerAsync("pause", lab.Name);
        await lab.RecreateAsync();
        Assert.Equal("web paused", await lab.StandingAsync());
    }

    [Theory]
    [InlineData("20")]
    [InlineData("28")]
    public async Task RecreateAsync_RemovesItself_IsReplacedOrMadeAgain(string engine)
    {
        await using var lab = new RecreateLab(engine);
        await lab.RunAsync("--rm", "-e", "A=1", "lab/web:1");
        await lab.DockerAsync("exec", lab.Name, "sh", "-c", "echo kept > /data/note");
        await lab.RecreateAsync(draft => draft.Environment.Add(new() { Name = "B", Value = "2" }));
        Assert.Equal("web running", await lab.StandingAsync());
        Assert.Equal("1 2 kept", (await lab.DockerAsync("exec", lab.Name, "sh", "-c", "echo $A $B $(cat /data/note)")).Trim());

        var failure = await Assert.ThrowsAsync<RecreateException>(() => lab.RecreateAsync(draft => draft.Image = "lab/web:bad"));
        Assert.Contains("made again as it was", failure.Message, StringComparison.Ordinal);
        Assert.Equal("web running", await lab.StandingAsync());
        Assert.Equal("1 2 kept", (await lab.DockerAsync("exec", lab.Name, "sh", "-c", "echo $A $B $(cat /data/note)")).Trim());
    }

    [Theory]
    [InlineData("20", "container")]
    [InlineData("28", "container")]
    [InlineData("20", "host")]
    [InlineData("28", "host")]
    [InlineData("20", "none")]
    [InlineData("28", "none")]
    public async Task RecreateAsync_NetworkOfItsOwnKind_IsKept(string engine, string kind)
    {
        await using var lab = new RecreateLab(engine);
        await lab.DockerAsync("run", "-d", "--name", lab.Mark + "-other", "--hostname", "shared", "lab/base:1", "sleep", "100000");
        await lab.RunAsync("--network", kind == "container" ? $"container:{lab.Mark}-other" : kind, "-e", "X=1", "lab/logger:1");
        var before = await lab.SettingsAsync(lab.Name);
        await lab.RecreateAsync();
        Assert.Equal("other running, web running", await lab.StandingAsync());
        Assert.Equal(before, await lab.SettingsAsync(lab.Name));
    }

    [Theory]
    [InlineData("20")]
    [InlineData("28")]
    public async Task RecreateAsync_LinkedOnTheDefaultBridge_IsStillLinked(string engine)
    {
        await using var lab = new RecreateLab(engine);
        await lab.DockerAsync("run", "-d", "--name", lab.Mark + "-other", "lab/base:1", "sleep", "100000");
        await lab.RunAsync("--link", $"{lab.Mark}-other:cache", "lab/web:1");
        await lab.RecreateAsync();
        Assert.Contains("cache", await lab.DockerAsync("exec", lab.Name, "cat", "/etc/hosts"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RecreateAsync_UnderAnotherName_GivesTheOldNameUp()
    {
        await using var lab = new RecreateLab("28");
        await lab.RunAsync("lab/web:1");
        await lab.RecreateAsync(draft => draft.Name = lab.Mark + "-renamed");
        Assert.Equal("renamed running", await lab.StandingAsync());
    }

    [Fact]
    public async Task RecreateAsync_UnderATakenName_FailsAndLeavesBothAlone()
    {
        await using var lab = new RecreateLab("28");
        await lab.RunAsync("lab/web:1");
        await lab.DockerAsync("run", "-d", "--name", lab.Mark + "-other", "lab/base:1", "sleep", "100000");
        await Assert.ThrowsAsync<RecreateException>(() => lab.RecreateAsync(draft => draft.Name = lab.Mark + "-other"));
        Assert.Equal("other running, web running", await lab.StandingAsync());
    }
}
