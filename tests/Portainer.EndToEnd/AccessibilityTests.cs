using Microsoft.Playwright;

namespace Portainer.EndToEnd;

/// <summary>Every screen, and what opens above one, against the rules of WCAG 2.1 A and AA that a program can check.</summary>
public sealed class AccessibilityTests(ScreenFixture fixture) : EngineTest(fixture), IClassFixture<ScreenFixture>
{
    private readonly List<string> _found = [];

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task Screens_InThisLook_HaveNoViolation(bool phone, bool dark)
    {
        var visit = await VisitAsync(new() { Phone = phone, Dark = dark, Still = true });
        visit.Expected.Add("status of 404");
        foreach (var screen in Screen.All)
        {
            await visit.OpenAsync(screen.Path);
            await Assertions.Expect(visit.Page.Locator("h1").First).ToBeVisibleAsync();
            await Assertions.Expect(visit.Page.Locator(".main [aria-busy=true]")).ToHaveCountAsync(0);
            await CheckAsync(visit, screen.Name);
        }

        Assert.Empty(_found);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task WhatOpensAboveAPage_InThisLook_HasNoViolation(bool phone, bool dark)
    {
        var visit = await VisitAsync(new() { Phone = phone, Dark = dark, Still = true });
        var page = visit.Page;
        await visit.OpenAsync("endpoints/1/containers?q=screen");
        await Assertions.Expect(page.Locator("tr[data-key]")).Not.ToHaveCountAsync(0);

        await page.Keyboard.PressAsync("Control+k");
        await OpenedAsync(visit, "palette", ".palette-item");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("?");
        await OpenedAsync(visit, "keyboard", "#keys h3");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("a");
        await OpenedAsync(visit, "activity", ".job-line");
        await page.Keyboard.PressAsync("Escape");
        await page.Locator("[data-row-menu]").First.ClickAsync();
        await OpenedAsync(visit, "row menu", "[data-row-popover] .menu-item");
        await page.Keyboard.PressAsync("Escape");
        await page.GetByLabel("Select screen-paused").ClickAsync();
        await OpenedAsync(visit, "selection", ".dt-bulk");
        await page.Locator(".dt-bulk [data-verb=remove]").ClickAsync();
        await OpenedAsync(visit, "confirmation", ".victims");

        Assert.Empty(_found);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task PagesOutsideTheFrame_HaveNoViolation(bool dark)
    {
        var signedIn = await VisitAsync(new() { Dark = dark });
        await signedIn.Page.GotoAsync("account");
        await CheckAsync(signedIn, "account");

        var stranger = await VisitAsync(Product, new() { Dark = dark });
        stranger.Expected.Add("status of 40");
        await stranger.Page.GotoAsync("sign-in");
        await CheckAsync(stranger, "sign-in");
        await stranger.SubmitSignInAsync("not the password");
        await Assertions.Expect(stranger.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await CheckAsync(stranger, "sign-in refused");

        var first = await VisitAsync(await StartNewProductAsync(), new() { Dark = dark });
        await first.Page.GotoAsync("setup");
        await CheckAsync(first, "setup");

        Assert.Empty(_found);
    }

    private async Task OpenedAsync(Visit visit, string name, string selector)
    {
        await Assertions.Expect(visit.Page.Locator(selector).First).ToBeVisibleAsync();
        await CheckAsync(visit, name);
    }

    private async Task CheckAsync(Visit visit, string name) =>
        _found.AddRange((await Axe.ViolationsAsync(visit)).Select(violation => $"{name}: {violation}"));
}
