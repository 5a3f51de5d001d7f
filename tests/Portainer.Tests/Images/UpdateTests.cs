using Microsoft.Extensions.DependencyInjection;
using Portainer.Access;
using Portainer.Fleet;
using Portainer.Images.Updates;
using Portainer.Testing;

namespace Portainer.Tests.Images;

/// <summary>"A newer image is available", asked of a real registry through real engines.</summary>
public sealed class UpdateTests : ImageHost
{
    private UpdateCheck Check => App.Services.GetRequiredService<UpdateCheck>();

    private ImageUpdates Updates => App.Services.GetRequiredService<ImageUpdates>();

    [Fact]
    public async Task Check_NewerPushFromAnotherEngine_IsFoundAndGoesWithThePull()
    {
        var name = NewName("v1", Lab.PlainRegistry.NewRepository());
        await MakeAsync(name, NewEngine);
        await PushAsync(name);
        await EndAsync(await Jobs.PullAsync(Administrator, Id(Old), new() { Image = name }, CancellationToken.None));
        var row = await RowAsync(Old, name);

        await Check.RunAsync(Administrator, Id(Old), [row.Id], force: false, null, CancellationToken.None);
        Assert.Equal(UpdateState.UpToDate, Updates.Of(Id(Old), row).State);

        await MakeAsync(name, NewEngine);
        await PushAsync(name);
        var unasked = await Check.RunAsync(Administrator, Id(Old), [row.Id], force: false, null, CancellationToken.None);
        Assert.Equal((0, UpdateState.UpToDate), (unasked.Newer, Updates.Of(Id(Old), row).State));
        var asked = await Check.RunAsync(Administrator, Id(Old), [row.Id], force: true, null, CancellationToken.None);
        Assert.Equal((1, UpdateState.Newer), (asked.Newer, Updates.Of(Id(Old), row).State));

        await EndAsync(await Jobs.PullAsync(Administrator, Id(Old), new() { Image = name }, CancellationToken.None));
        await Fleet.Eventually.HoldsAsync(Old, picture => picture.Images!.Any(image => image.Tags.Contains(name) && image.Id != row.Id));
        Assert.Equal(UpdateState.UpToDate, Updates.Of(Id(Old), await RowAsync(Old, name)).State);
    }

    [Fact]
    public async Task Check_ImageBuiltHere_IsNotKnownAndSaysWhy()
    {
        var row = await MakeAsync();
        await Check.RunAsync(Administrator, Id(Old), [row.Id], force: true, null, CancellationToken.None);
        var update = Updates.Of(Id(Old), row);
        Assert.Equal((UpdateState.Unknown, ImageUpdates.NoDigest), (update.State, update.Reason));
    }

    [Fact]
    public async Task Check_NameTheRegistryDoesNotHave_IsNotKnownInItsWords()
    {
        var name = NewName("v1", Lab.PlainRegistry.NewRepository());
        await MakeAsync(name);
        await EndAsync(await Jobs.PushAsync(Administrator, Id(Old), name, name, null, CancellationToken.None));
        var other = name.Replace(":v1", ":v2", StringComparison.Ordinal);
        await Actions.TagAsync(Administrator, Id(Old), name, other, CancellationToken.None);
        await Fleet.Eventually.HoldsAsync(Old, picture => picture.Images!.Any(image => image.Tags.Contains(other) && image.Digests.Count > 0));
        var row = await RowAsync(Old, other);

        await Check.RunAsync(Administrator, Id(Old), [row.Id], force: true, null, CancellationToken.None);

        var update = Updates.Of(Id(Old), other, row.Digests);
        Assert.Equal(UpdateState.Unknown, update.State);
        Assert.Contains("manifest unknown", update.Reason, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Check_RegistryThatHadEnough_StopsWithItsSentence()
    {
        await using var engine = await FakeEngine.StartAsync();
        engine.State.Images.Clear();
        foreach (var tag in Enumerable.Range(1, 20).Select(number => $"registry.example.com/app:{number}"))
        {
            engine.State.Images.Add(tag);
            engine.State.Digests[tag] = $"registry.example.com/app@sha256:{new string('a', 64)}";
            engine.State.Answers[$"/distribution/{tag}/json"] = (429, """{"message":"toomanyrequests: you have reached your pull rate limit"}""");
        }

        var watch = await AddAsync("fake", engine.Endpoint);
        var outcome = await Check.RunAsync(Administrator, Id(watch), null, force: true, null, CancellationToken.None);

        Assert.True(outcome.IsCutShort);
        Assert.Contains("toomanyrequests: you have reached your pull rate limit", outcome.Sentence, StringComparison.Ordinal);
        Assert.InRange(engine.Requests.Count(request => request.Contains("/distribution/", StringComparison.Ordinal)), 1, 6);
        Assert.All(watch.Picture.Images!, row => Assert.Equal(UpdateState.NotChecked, Updates.Of(Id(watch), row).State));
    }

    [Fact]
    public async Task Search_WhatTheEngineFinds_IsTakenOver()
    {
        await using var engine = await FakeEngine.StartAsync();
        engine.State.Answers["/images/search"] = (200, """[{"name":"nginx","description":"Official build","star_count":20000,"is_official":true,"is_automated":false}]""");
        var watch = await AddAsync("fake", engine.Endpoint);

        var found = Assert.Single(await Actions.SearchAsync(Administrator, Id(watch), "ngi", officialOnly: true, CancellationToken.None));

        Assert.Equal(("nginx", 20000, true), (found.Name, found.StarCount, found.IsOfficial));
        Assert.Contains(engine.Requests, request => request.Contains("term=ngi", StringComparison.Ordinal) && request.Contains("is-official", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Schedule_SavedByAnAdministrator_IsKeptAndRefusedToOthers()
    {
        var schedule = App.Services.GetRequiredService<UpdateSchedule>();
        Assert.Equal(0, await schedule.ReadAsync(CancellationToken.None));
        await schedule.SaveAsync(Administrator, 24, CancellationToken.None);
        Assert.Equal(24, await schedule.ReadAsync(CancellationToken.None));
        await Assert.ThrowsAsync<AccessDeniedException>(() => schedule.SaveAsync(Standard, 1, CancellationToken.None));
        await schedule.SaveAsync(Administrator, 0, CancellationToken.None);
    }

    [Fact]
    public async Task Schedule_OneRound_ChecksEveryEndpoint()
    {
        var name = NewName("v1", Lab.PlainRegistry.NewRepository());
        await MakeAsync(name);
        await EndAsync(await Jobs.PushAsync(Administrator, Id(Old), name, name, null, CancellationToken.None));
        await Fleet.Eventually.HoldsAsync(Old, picture => picture.Images!.Any(image => image.Tags.Contains(name) && image.Digests.Count > 0));

        await App.Services.GetRequiredService<UpdateSchedule>().RunOnceAsync(CancellationToken.None);

        Assert.Equal(UpdateState.UpToDate, Updates.Of(Id(Old), await RowAsync(Old, name)).State);
    }

    [Fact]
    public async Task Answers_AfterARestart_AreKnownWithoutAsking()
    {
        await using var engine = await FakeEngine.StartAsync();
        const string Tag = "registry.example.com/app:1";
        engine.State.Images.Clear();
        engine.State.Images.Add(Tag);
        engine.State.Digests[Tag] = $"registry.example.com/app@sha256:{new string('a', 64)}";
        engine.State.Answers[$"/distribution/{Tag}/json"] = (200, $$$"""{"Descriptor":{"digest":"sha256:{{{new string('b', 64)}}}"}}""");
        var id = Id(await AddAsync("fake", engine.Endpoint));
        await Check.RunAsync(Administrator, id, null, force: false, null, CancellationToken.None);
        var asked = Asked(engine);

        await App.RestartAsync();
        var watch = App.Services.GetRequiredService<FleetWatch>().Find(id)!;
        await Fleet.Eventually.HoldsAsync(watch, picture => picture.Images is { Count: > 0 });

        Assert.Equal(UpdateState.Newer, Updates.Of(id, Assert.Single(watch.Picture.Images!)).State);
        await Check.RunAsync(Administrator, id, null, force: false, null, CancellationToken.None);
        Assert.Equal((1, 1), (asked, Asked(engine)));
    }

    private static int Asked(FakeEngine engine) => engine.Requests.Count(request => request.Contains("/distribution/", StringComparison.Ordinal));

    private async Task PushAsync(string name)
    {
        await foreach (var message in NewEngine.Images.PushImageAsync(name))
        {
            Assert.Null(message.ErrorMessage);
        }
    }
}
