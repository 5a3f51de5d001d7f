using System.Text;
using Portainer.Streaming.Consoles;

namespace Portainer.Tests.Streaming;

[Collection(StreamGroup.Name)]
public sealed class ConsoleTests(StreamFixture streams)
{
    private const string Sleeper = "exec sleep 600";

    public static TheoryData<int> Engines => [1, 2];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Exec_Typed_AnswersAndFollowsTheSize(int endpoint)
    {
        await using var terminal = await OpenAsync(endpoint, Sleeper);
        await terminal.TypeAsync("echo hi-$((40+2))\n");
        await terminal.ShowsAsync("hi-42");
        await terminal.SendAsync("r132,43");
        await terminal.TypeAsync("stty size; echo si''zed\n");
        await terminal.ShowsAsync("sized");
        Assert.Contains("43 132", terminal.Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Exec_BrowserCloses_EndsTheProcessAndNothingElse(int endpoint)
    {
        var terminal = await OpenAsync(endpoint, Sleeper);
        await terminal.TypeAsync("sleep 4711 & echo start''ed\n");
        await terminal.ShowsAsync("started");
        Assert.Contains("sleep 4711", await ProcessesAsync(endpoint, terminal.Container), StringComparison.Ordinal);
        await terminal.SendAsync("q");
        await terminal.Stream.ReadUntilAsync(_ => false);
        await terminal.DisposeAsync();
        // What ends them is a shell too, for a moment.
        await EventuallyAsync(async () => await ProcessesAsync(endpoint, terminal.Container) == "sleep 600");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Exec_ProcessIgnoresTheHangUp_IsKilled(int endpoint)
    {
        await using var terminal = await OpenAsync(endpoint, Sleeper, ["/bin/sh", "-c", "trap '' HUP INT TERM; echo deaf; while true; do sleep 1; done"]);
        await terminal.ShowsAsync("deaf");
        await terminal.SendAsync("q");
        await EventuallyAsync(async () => !(await ProcessesAsync(endpoint, terminal.Container)).Contains("trap", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Exec_AbsentShell_IsExplainedWithAnOffer(int endpoint)
    {
        await using var terminal = await OpenAsync(endpoint, Sleeper, ["/bin/bash"]);
        var ending = await terminal.EndsAsync();
        Assert.Equal($"{terminal.Container} has no /bin/bash; try /bin/sh.", ending.GetProperty("sentence").GetString());
        Assert.Equal("/bin/sh", ending.GetProperty("offer").GetString());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Exec_UserAndDirectory_AreTaken(int endpoint)
    {
        await using var terminal = await OpenAsync(endpoint, Sleeper, ["/bin/sh", "-c", "id -u; pwd; exit 7"], user: "1234", directory: "/tmp");
        var ending = await terminal.EndsAsync();
        Assert.Equal(7, ending.GetProperty("exitCode").GetInt64());
        Assert.Contains("1234\r\n/tmp", terminal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exec_CharactersSplitAnywhere_ArriveWhole()
    {
        await using var terminal = await OpenAsync(1, Sleeper, ["/bin/sh", "-c", @"printf '\342'; sleep 0.2; printf '\202'; sleep 0.2; printf '\254 \360\237'; sleep 0.2; printf '\230\200 end'"]);
        await terminal.EndsAsync();
        Assert.Equal("€ 😀 end", terminal.Text);
    }

    [Fact]
    public async Task Exec_FloodThatNobodyDraws_StopsAtTheCredit()
    {
        await using var terminal = await OpenAsync(1, Sleeper, ["/bin/sh", "-c", "yes 0123456789"], acknowledges: false);
        var characters = 0;
        await terminal.Stream.ReadUntilAsync(item => (characters += item.GetString()!.Length) >= OutputBacklog.MostCharacters);
        var sessions = characters;
        await terminal.SendAsync("r100,30");
        Assert.InRange(sessions, OutputBacklog.MostCharacters, OutputBacklog.MostCharacters + (33 * 1024));
    }

    [Fact]
    public async Task Exec_LargePaste_ArrivesToTheLastByte()
    {
        const int lines = 4096;
        await using var terminal = await OpenAsync(1, Sleeper, ["/bin/sh", "-c", $"stty -echo; echo go; head -n {lines} | md5sum"]);
        await terminal.ShowsAsync("go");
        var text = string.Concat(Enumerable.Range(0, lines).Select(number => $"{number:D8}{new string('x', 119)}\n"));
        await terminal.TypeAsync(text);
        await terminal.EndsAsync();
#pragma warning disable CA5351 // The tool in the container is md5sum.
        Assert.Contains(Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(Encoding.ASCII.GetBytes(text))), terminal.Text, StringComparison.Ordinal);
#pragma warning restore CA5351
    }

    [Fact]
    public async Task Exec_ConnectionLost_GoesOnWhereItWas()
    {
        await using var terminal = await OpenAsync(1, Sleeper);
        await terminal.TypeAsync("X=kept\n");
        await terminal.ShowsAsync("X=kept");
        await terminal.ReconnectAsync(await streams.Host.ConnectAsync());
        await terminal.TypeAsync("echo still-$X\n");
        await terminal.ShowsAsync("still-kept");
    }

    [Fact]
    public async Task Exec_StoppedContainer_IsASentence()
    {
        var container = await streams.RunAsync(1, "exit 0");
        await streams.Client(1).Containers.WaitContainerAsync(container);
        await using var hub = await streams.Host.ConnectAsync();
        var refusal = await LogStreamTests.RefusalAsync(await hub.OpenAsync("Console", [Terminal.Request(1, container, "exec", ["/bin/sh"])], upload: true));
        Assert.Contains($"{container} is not running", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(2, false)]
    public async Task Attach_MainProcess_TakesInputAndSurvivesDetaching(int endpoint, bool tty)
    {
        var container = await streams.RunAsync(endpoint, "while read line; do echo got-$line; done", parameters => (parameters.Tty, parameters.OpenStdin) = (tty, true));
        await using (var terminal = await Terminal.OpenAsync(await streams.Host.ConnectAsync(), Terminal.Request(endpoint, container, "attach", [])))
        {
            await terminal.TypeAsync("one\n");
            await terminal.ShowsAsync("got-one");
            await terminal.SendAsync("q");
            await terminal.Stream.ReadUntilAsync(_ => false);
        }

        Assert.True((await streams.Client(endpoint).Containers.InspectContainerAsync(container)).State.Running);
    }

    private async Task<Terminal> OpenAsync(int endpoint, string script, string[]? command = null, string user = "", string directory = "", bool acknowledges = true)
    {
        var container = await streams.RunAsync(endpoint, script);
        return await Terminal.OpenAsync(
            await streams.Host.ConnectAsync(), Terminal.Request(endpoint, container, "exec", command ?? ["/bin/sh"], user, directory), acknowledges);
    }

    private async Task<string> ProcessesAsync(int endpoint, string container)
    {
        var list = await streams.Client(endpoint).Containers.ListProcessesAsync(container, new() { PsArgs = "-eo pid,args" });
        return string.Join('\n', list.Processes.Select(process => process[^1]));
    }

    private static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!await holds())
        {
            await Task.Delay(50, patience.Token);
        }
    }
}
