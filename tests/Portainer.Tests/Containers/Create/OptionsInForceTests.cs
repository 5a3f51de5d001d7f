using Portainer.Containers.Create;
using Portainer.Containers.RunOnce;
using Portainer.Jobs;

namespace Portainer.Tests.Containers.Create;

/// <summary>Options of <c>docker run</c> that nobody sees in a list: what a program inside the container notices of them.</summary>
public sealed class OptionsInForceTests
{
    public static TheoryData<string, string, string, string> Options
    {
        get
        {
            var cases = new TheoryData<string, string, string, string>();
            foreach (var (option, program, expected) in new[]
            {
                ("--ulimit nproc=1024:2048", "cat /proc/self/limits", @"Max processes\s+1024\s+2048"),
                ("--ulimit nofile=333", "cat /proc/self/limits", @"Max open files\s+333\s+333"),
                ("--device /dev/zero:/dev/nothing:r", "head -c 3 /dev/nothing | wc -c", "^3$"),
                ("--security-opt no-new-privileges", "cat /proc/self/status", @"NoNewPrivs:\s+1"),
                ("--security-opt seccomp=unconfined", "cat /proc/self/status", @"Seccomp:\s+0"),
                ("-v /tmp:/shared:ro,z", "cat /proc/self/mountinfo", " /shared ro,"),
                ("-v /tmp:/private:Z", "cat /proc/self/mountinfo", " /private rw,"),
            })
            {
                cases.Add(EngineApp.Docker20, option, program, expected);
                cases.Add(EngineApp.Docker28, option, program, expected);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Options))]
    public async Task Run_WithAnOption_TheProgramNoticesIt(string engine, string option, string program, string expected)
    {
        await using var app = await EngineApp.StartAsync(engine);
        var pasted = DockerRunCommand.Parse($"docker run {option} lab/base:1 sh -c '{program}'");
        Assert.Empty(pasted.Warnings);

        var job = await app.Get<RunOnceActions>().StartAsync(EngineApp.Administrator, app.Endpoint, pasted.Draft!, null, CancellationToken.None);
        await job.Ended;

        var output = await app.Get<JobRunner>().ReadAsync(EngineApp.Administrator, job.Id, CancellationToken.None);
        Assert.Contains(output.Output.SelectMany(block => block.Text.Split('\n')), line => System.Text.RegularExpressions.Regex.IsMatch(line, expected));
    }

    [Theory]
    [InlineData(EngineApp.Docker20)]
    [InlineData(EngineApp.Docker28)]
    public async Task Deploy_WithOptionsOfTheEngineAlone_InspectShowsThem(string engine)
    {
        await using var app = await EngineApp.StartAsync(engine);
        var pasted = DockerRunCommand.Parse("docker run --device /dev/null:/dev/nothing:r --cgroup-parent /books --security-opt apparmor=unconfined --security-opt label=level:s0:c1 --log-driver json-file --log-opt max-size=1m lab/base:1 sleep 1000");

        var made = await app.Get<CreateActions>().DeployAsync(EngineApp.Administrator, app.Endpoint, pasted.Draft!, CancellationToken.None);
        app.Afterwards(() => app.Engine.Containers.RemoveContainerAsync(made.Id, new() { Force = true }));

        var host = (await app.Engine.Containers.InspectContainerAsync(made.Id)).HostConfig;
        Assert.Equal("/books", host.CgroupParent);
        Assert.Equal(("/dev/nothing", "r"), (host.Devices![0].PathInContainer, host.Devices[0].CgroupPermissions));
        Assert.Contains("apparmor=unconfined", host.SecurityOpt!);
        Assert.Contains("label=level:s0:c1", host.SecurityOpt!);
        Assert.Equal(("json-file", "1m"), (host.LogConfig!.Type, host.LogConfig.Config!["max-size"]));
    }
}
