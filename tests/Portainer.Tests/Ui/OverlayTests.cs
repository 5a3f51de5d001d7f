using Bunit;
using Portainer.Ui;

namespace Portainer.Tests.Ui;

public sealed class OverlayTests : UiTest
{
    [Fact]
    public async Task Confirmation_Asked_NamesWhatDiesAndWaits()
    {
        var page = Render<ConfirmHost>();

        var answer = await AskAsync(page, new("Remove 2 containers?", "Remove") { Names = ["web-1", "web-2"] });

        Assert.Equal(["web-1", "web-2"], page.FindAll(".victims li").Select(name => name.TextContent));
        Assert.False(answer.IsCompleted);
        page.Find("form").Submit();
        Assert.True(await answer);
    }

    [Fact]
    public async Task Confirmation_Cancelled_IsFalse()
    {
        var page = Render<ConfirmHost>();
        var answer = await AskAsync(page, new("Stop web-1?", "Stop"));

        page.Find("footer button[type=button]").Click();

        Assert.False(await answer);
        Assert.Empty(page.FindAll("form"));
    }

    [Fact]
    public async Task Confirmation_WithANameToType_StaysShutUntilItIsRight()
    {
        var page = Render<ConfirmHost>();
        var answer = await AskAsync(page, new("Remove the volume?", "Remove") { TypeToConfirm = "pgdata" });
        Assert.True(page.Find("button[type=submit]").HasAttribute("disabled"));

        page.Find("#confirm-name").Input("pgdat");
        page.Find("form").Submit();
        Assert.False(answer.IsCompleted);

        page.Find("#confirm-name").Input("pgdata");
        page.Find("form").Submit();
        Assert.True(await answer);
    }

    [Fact]
    public async Task Confirmation_Options_AreReadAfterTheAnswer()
    {
        var page = Render<ConfirmHost>();
        var volumes = new ConfirmOption("Also remove anonymous volumes");
        await AskAsync(page, new("Remove web-1?", "Remove") { Options = [volumes] });

        page.Find("input[type=checkbox]").Change(true);

        Assert.True(volumes.On);
    }

    [Fact]
    public void Toast_OfASuccess_GoesByItself_OfAnErrorStays()
    {
        var page = Render<ToastHost>();
        var toasts = Get<Toasts>();

        toasts.Success("web-1 restarted.", "endpoints/1/containers/web-1");
        toasts.Error("web-2 could not be stopped.");
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".toast").Count));
        Assert.Equal("endpoints/1/containers/web-1", page.Find(".toast a").GetAttribute("href"));

        Clock.FireTimers();
        page.WaitForAssertion(() => Assert.Equal("danger", Assert.Single(page.FindAll(".toast")).GetAttribute("data-tone")));
    }

    [Fact]
    public void SearchBox_TypedInto_TellsTheFirstAtOnceAndTheRestOfABurstOnce()
    {
        var told = new List<string>();
        var box = Render<SearchBox>(parameters => parameters.Add(search => search.ValueChanged, told.Add));

        box.Find("input").Input("w");
        Assert.Equal(["w"], told);
        box.Find("input").Input("we");
        box.Find("input").Input("web");
        Assert.Equal(["w"], told);
        Clock.FireTimers();

        box.WaitForAssertion(() => Assert.Equal(["w", "web"], told));
    }

    [Fact]
    public void ConnectionBanner_OfADeadEndpoint_TellsCauseAgeAndNextTry()
    {
        var banner = Render<ConnectionBanner>(parameters => parameters
            .Add(shown => shown.Name, "production")
            .Add(shown => shown.Cause, "Connection refused.")
            .Add(shown => shown.AsOf, FixedClock.Noon.AddMinutes(-3))
            .Add(shown => shown.NextTry, FixedClock.Noon.AddSeconds(20)));

        Assert.Contains("production cannot be reached", banner.Markup, StringComparison.Ordinal);
        Assert.Contains("Connection refused.", banner.Markup, StringComparison.Ordinal);
        Assert.Contains("3 minutes ago", banner.Markup, StringComparison.Ordinal);
        Assert.Equal("in 20 s", banner.Find("[data-countdown]").TextContent);
    }

    private async Task<Task<bool>> AskAsync(IRenderedComponent<ConfirmHost> page, Confirmation confirmation)
    {
        var answer = Task.FromResult(false);
        await page.InvokeAsync(() => { answer = Get<Confirmations>().AskAsync(confirmation); });
        page.WaitForElement("form");
        return answer;
    }
}
