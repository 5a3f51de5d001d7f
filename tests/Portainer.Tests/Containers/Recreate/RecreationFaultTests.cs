using Portainer.Access;
using Portainer.Containers.Recreate;

namespace Portainer.Tests.Containers.Recreate;

/// <summary>A recreation that fails, or whose console dies, at each of its steps on real engines.</summary>
public sealed class RecreationFaultTests
{
    public static TheoryData<string, string> Steps
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var step in Enum.GetNames<RecreateStep>())
            {
                cases.Add("20", step);
                cases.Add("28", step);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task RunAsync_FailsAtAStep_TheOldOneIsBackOrTheNewOneRuns(string engine, string step)
    {
        await using var lab = new RecreateLab(engine);
        var id = await RunAsync(lab);
        var before = await lab.SettingsAsync(lab.Name);
        var plan = await lab.PlanAsync(lab.Name, draft => draft.Environment.Add(new() { Name = "NEW", Value = "1" }));
        var recreation = lab.Recreation(plan, now => now.ToString() == step ? throw new Broken() : Task.CompletedTask);
        if (step == nameof(RecreateStep.Remove))
        {
            Assert.Contains("is left as", await recreation.RunAsync(CancellationToken.None), StringComparison.Ordinal);
            Assert.NotEqual(id, await lab.FieldAsync(lab.Name, "{{.Id}}"));
            return;
        }

        var failure = await Assert.ThrowsAsync<RecreateException>(() => recreation.RunAsync(CancellationToken.None));
        Assert.StartsWith("The power went.", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith("is back as it was.", failure.Message, StringComparison.Ordinal);
        Assert.Equal("web running", await lab.StandingAsync());
        Assert.Equal(id, await lab.FieldAsync(lab.Name, "{{.Id}}"));
        Assert.Equal(before, await lab.SettingsAsync(lab.Name));
        Assert.Equal("kept", (await lab.DockerAsync("exec", lab.Name, "cat", "/data/note")).Trim());
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task ConsoleDies_AtAStep_TheRepairLeavesOneContainerThatRuns(string engine, string step)
    {
        await using var lab = new RecreateLab(engine);
        var id = await RunAsync(lab);
        var plan = await lab.PlanAsync(lab.Name, draft => draft.Environment.Add(new() { Name = "NEW", Value = "1" }));
        var reached = new TaskCompletionSource();
        var never = new TaskCompletionSource();
        var abandoned = lab.Recreation(plan, now => now.ToString() == step ? Stand(reached, never) : Task.CompletedTask).RunAsync(CancellationToken.None);
        await Task.WhenAny(reached.Task, abandoned);
        Assert.False(abandoned.IsCompleted);

        // A console that starts anew knows the trace from the job's link, and the rest from the engine.
        var trace = RecreateTrace.FromHref(plan.Trace.Href(1))!;
        Assert.Equal(plan.Trace, trace);
        var outcome = await lab.Aftermath(trace).RunAsync(_ => Task.CompletedTask, CancellationToken.None);

        Assert.Equal("web running", await lab.StandingAsync());
        Assert.Equal(step == nameof(RecreateStep.Create), outcome.StartsWith("Nothing was left to do", StringComparison.Ordinal));
        // Once it was started it only has to become healthy, and it does.
        Assert.Equal(step is not (nameof(RecreateStep.Wait) or nameof(RecreateStep.Remove)), id == await lab.FieldAsync(lab.Name, "{{.Id}}"));
        Assert.Equal("kept", (await lab.DockerAsync("exec", lab.Name, "cat", "/data/note")).Trim());
    }

    [Fact]
    public async Task RunAsync_Cancelled_PutsTheOldOneBackAndStaysCancelled()
    {
        await using var lab = new RecreateLab("28");
        var id = await RunAsync(lab);
        using var cancelling = new CancellationTokenSource();
        var recreation = lab.Recreation(await lab.PlanAsync(lab.Name), step => step == RecreateStep.Wait ? cancelling.CancelAsync() : Task.CompletedTask);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => recreation.RunAsync(cancelling.Token));
        Assert.Equal("web running", await lab.StandingAsync());
        Assert.Equal(id, await lab.FieldAsync(lab.Name, "{{.Id}}"));
    }

    private static async Task<string> RunAsync(RecreateLab lab)
    {
        var network = await lab.NetworkAsync("net", "--subnet", "10.97.0.0/24");
        var id = await lab.RunAsync("--network", network, "--ip", "10.97.0.7", "--network-alias", "www", "--restart", "unless-stopped", "-p", "127.0.0.1:9471:8080", "lab/web:1");
        await lab.DockerAsync("exec", lab.Name, "sh", "-c", "echo kept > /data/note");
        return id;
    }

    private static Task Stand(TaskCompletionSource reached, TaskCompletionSource never)
    {
        reached.SetResult();
        return never.Task;
    }

    private sealed class Broken() : TellableException("The power went.");
}
