using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Portainer.EndToEnd;

/// <summary>Every screen at both sizes in both themes: nothing wider than the window, no script error, no foreign request.</summary>
public sealed partial class ScreenTests(ScreenFixture fixture) : EngineTest(fixture), IClassFixture<ScreenFixture>
{
    // The page scrolls inside its frame, so the document alone would never be too wide.
    private const string TooWide = "[document.documentElement, document.querySelector('.main')].some(part => part && part.scrollWidth > part.clientWidth)";

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Screens_InThisLook_FitAndAreClean(bool phone, bool dark)
    {
        var visit = await VisitAsync(new() { Phone = phone, Dark = dark });
        visit.Expected.Add("status of 404");
        var wide = new List<string>();
        foreach (var screen in Screen.All)
        {
            await visit.OpenAsync(screen.Path);
            await Assertions.Expect(visit.Page.Locator("h1").First).ToBeVisibleAsync();
            await visit.ShotAsync($"{screen.Name}-{(phone ? "390" : "1440")}-{(dark ? "dark" : "light")}");
            if (await visit.Page.EvaluateAsync<bool>(TooWide))
            {
                wide.Add(screen.Name);
            }
        }

        Assert.Empty(wide);
    }

    [Fact]
    public void Screens_EveryPageOfTheSource_IsAmongThem()
    {
        var source = Path.Combine(Repository.Root, "src", "Portainer");
        var templates = Directory.EnumerateFiles(source, "*.razor", SearchOption.AllDirectories)
            .SelectMany(file => Page().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["template"].Value)
            .ToArray();

        Assert.NotEmpty(templates);
        Assert.Empty(templates.Except(Screen.All.Select(screen => TemplateOf(screen.Path, templates))));
    }

    [Fact]
    public async Task Theme_ChosenByHand_OutlivesAReload()
    {
        var visit = await OpenAsync("");
        var page = visit.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "admin" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitemradio, new() { Name = "Dark" }).ClickAsync();
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await page.ReloadAsync();
        await visit.AliveAsync();

        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
    }

    /// <summary>The page that answers: of those whose template fits, the one that says most.</summary>
    private static string? TemplateOf(string path, IEnumerable<string> templates) => templates
        .Where(template => Fits(template, "/" + path.Split('?')[0]))
        .MaxBy(template => Parameter().Replace(template, "").Length);

    private static bool Fits(string template, string path) =>
        Regex.IsMatch(path, $"^{Parameter().Replace(template, match => match.Value.StartsWith("{*", StringComparison.Ordinal) ? ".+" : "[^/]+")}$");

    [GeneratedRegex("""^@page "(?<template>[^"]+)"$""", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Page();

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
