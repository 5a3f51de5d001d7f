using Portainer.Access;
using Portainer.Files;
using Portainer.Fleet;

namespace Portainer.Tests.Files;

/// <summary>A helper container lives exactly as long as somebody looks at its volume.</summary>
public sealed class HelperContainerTests
{
    public static TheoryData<string> All => EngineApp.All;

    [Theory]
    [MemberData(nameof(All))]
    public async Task Lease_Held_OneHelperForAllAndNobodySeesIt_ThenItIsGone(string engine)
    {
        await using var app = await EngineApp.StartAsync(engine);
        var target = new FileTarget(app.Endpoint, true, await app.VolumeAsync());

        await using (var first = await Actions(app).HoldAsync(EngineApp.Administrator, target, default))
        await using (var second = await Actions(app).HoldAsync(EngineApp.Administrator, target, default))
        {
            Assert.Equal(first.Helper, second.Helper);
            Assert.True(first.Helper.IsRunning);
            Assert.Contains(first.Helper.Id, await LeftAsync(app));
            await app.RunAsync("sleep 1000");
            Assert.DoesNotContain(app.Watch.Picture.Containers, row => row.Id == first.Helper.Id);
            Assert.DoesNotContain(app.Watch.EventLog.Events, item => item.ActorId == first.Helper.Id);
        }

        await EventuallyNoneAsync(app);
        await app.Engine.Volumes.InspectAsync(target.Name);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Request_AbortedHalfWay_LeavesNoHelper(string engine)
    {
        await using var app = await EngineApp.StartAsync(engine);
        var target = new FileTarget(app.Endpoint, true, await app.VolumeAsync());
        await using (var place = await Actions(app).WriteAsync(EngineApp.Administrator, target, default))
        {
            await place.UploadAsync("/", "large", new MemoryStream(new byte[40_000_000]), 40_000_000, overwrite: false, default);
        }

        using var browser = await app.App.SignedInAsync();
        using (var answer = await browser.GetAsync($"/{target.Route("download", "/large")}"))
        {
            await using var body = await answer.Content.ReadAsStreamAsync();
            await body.ReadExactlyAsync(new byte[1000]);
            Assert.NotEmpty(await LeftAsync(app));
        }

        await EventuallyNoneAsync(app);
    }

    [Fact]
    public async Task Lease_CancelledWhileMade_LeavesNoHelper()
    {
        await using var app = await EngineApp.StartAsync(EngineApp.Docker20);
        var target = new FileTarget(app.Endpoint, true, await app.VolumeAsync());
        using var cancelled = new CancellationTokenSource();
        var holding = Actions(app).HoldAsync(EngineApp.Administrator, target, cancelled.Token);
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => holding);
        await EventuallyNoneAsync(app);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Helper_RemovedBySomebody_IsMadeAgain(string engine)
    {
        await using var app = await EngineApp.StartAsync(engine);
        var target = new FileTarget(app.Endpoint, true, await app.VolumeAsync());
        await using var lease = await Actions(app).HoldAsync(EngineApp.Administrator, target, default);
        await app.Engine.Containers.RemoveContainerAsync(lease.Helper.Id, new() { Force = true });

        await using var place = await Actions(app).ReadAsync(EngineApp.Administrator, target, default);
        Assert.Empty((await place.ListAsync("/", default)).Entries);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Sweep_Leftovers_OwnAndExpiredGo_OthersStay(string engine)
    {
        await using var app = await EngineApp.StartAsync(engine);
        var owner = await app.Get<HelperMaker>().OwnerAsync(default);
        var future = app.App.Time.Now.AddHours(1).ToUnixTimeSeconds();
        var past = app.App.Time.Now.AddHours(-1).ToUnixTimeSeconds();
        var own = await LeaveAsync(app, owner, future);
        var expired = await LeaveAsync(app, "another", past);
        var others = await LeaveAsync(app, "another", future);
        var target = new FileTarget(app.Endpoint, true, await app.VolumeAsync());
        await using var used = await Actions(app).HoldAsync(EngineApp.Administrator, target, default);

        await app.Get<HelperSweep>().SweepAsync(app.Endpoint, default);

        var left = await LeftAsync(app, HelperLabel.Purpose);
        Assert.DoesNotContain(own, left);
        Assert.DoesNotContain(expired, left);
        Assert.Contains(others, left);
        Assert.Contains(used.Helper.Id, left);
    }

    [Fact]
    public async Task Start_AfterACrash_RemovesWhatItLeft()
    {
        await using var app = await EngineApp.StartAsync(EngineApp.Docker20);
        var left = await LeaveAsync(app, await app.Get<HelperMaker>().OwnerAsync(default), app.App.Time.Now.AddHours(1).ToUnixTimeSeconds());

        await app.App.RestartAsync();

        await EventuallyAsync(async () => !(await LeftAsync(app)).Contains(left));
    }

    [Fact]
    public async Task EngineWithoutImages_IsTold_AndAnEmptyImageIsEnough()
    {
        await using var engine = await Testing.Lab.StartEngineAsync($"bare{Environment.ProcessId}", "--bare");
        await using var app = await EngineApp.StartOnAsync(engine.Socket);
        var target = new FileTarget(app.Endpoint, true, await app.VolumeAsync());
        await Assert.ThrowsAsync<NoHelperImageException>(() => Actions(app).HoldAsync(EngineApp.Administrator, target, default));

        await Actions(app).MakeEmptyImageAsync(EngineApp.Administrator, app.Endpoint, default);
        await app.HoldsAsync(picture => picture.Images is { Count: > 0 });
        await using var place = await Actions(app).WriteAsync(EngineApp.Administrator, target, default);
        await place.MakeFolderAsync("/", "made", default);
        Assert.Equal(["made"], (await place.ListAsync("/", default)).Entries.Select(entry => entry.Name));
        Assert.Contains("Not everything was deleted", (await Assert.ThrowsAsync<FileException>(() => place.DeleteAsync(["/made"], default))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StandardUser_IsRefused()
    {
        await using var app = await EngineApp.StartAsync(EngineApp.Docker20);
        foreach (var target in new[] { new FileTarget(app.Endpoint, true, "x"), new(app.Endpoint, false, "x") })
        {
            await Assert.ThrowsAsync<EndpointNotFoundException>(() => Actions(app).ReadAsync(EngineApp.Standard, target, default));
            await Assert.ThrowsAsync<EndpointNotFoundException>(() => Actions(app).WriteAsync(EngineApp.Standard, target, default));
        }
    }

    private static FileActions Actions(EngineApp app) => app.Get<FileActions>();

    private static async Task<string> LeaveAsync(EngineApp app, string owner, long expires)
    {
        var created = await app.Engine.Containers.CreateContainerAsync(new()
        {
            Name = EngineApp.Name("left"),
            Image = "lab/base:1",
            Labels = new Dictionary<string, string> { [HelperLabel.Purpose] = "files", [HelperLabel.Owner] = owner, [HelperLabel.Expires] = $"{expires}" },
        });
        app.Afterwards(() => app.Engine.Containers.RemoveContainerAsync(created.ID, new() { Force = true }));
        return created.ID;
    }

    /// <summary>Of this app: other tests have helpers on the same engine.</summary>
    private static async Task<IReadOnlyList<string>> LeftAsync(EngineApp app) => await LeftAsync(app, $"{HelperLabel.Owner}={await app.Get<HelperMaker>().OwnerAsync(default)}");

    private static async Task<IReadOnlyList<string>> LeftAsync(EngineApp app, string label) =>
        [.. (await app.Engine.Containers.ListContainersAsync(new() { All = true, Filters = new() { { "label", label } } })).Select(container => container.ID)];

    private static Task EventuallyNoneAsync(EngineApp app) => EventuallyAsync(async () => (await LeftAsync(app)).Count == 0);

    private static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!await holds())
        {
            await Task.Delay(50, limit.Token);
        }
    }
}
