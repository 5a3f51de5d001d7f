using System.Globalization;
using Microsoft.Playwright;

namespace Portainer.EndToEnd;

/// <summary>An open page whose session ends somewhere else, or whose line to the server is cut.</summary>
public sealed class SessionTests(BrowserFixture browser) : BrowserTest(browser), IClassFixture<BrowserFixture>
{
    // An open page asks every half minute.
    private static readonly LocatorAssertionsToBeVisibleOptions Patiently = new() { Timeout = 120_000 };

    [Fact]
    public async Task SignOut_InAnotherWindow_TakesTheOpenPageToSignIn()
    {
        var product = await StartProductAsync("-H", $"unix://{Lab.Docker}");
        var open = await VisitAsync(product);
        await open.SignInAsync();
        var other = await VisitAsync(product, new() { Cookies = await open.CookiesAsync() });
        ExpectEnd(open);
        await open.OpenAsync("endpoints/1/containers");
        await other.OpenAsync("");

        await other.SignOutAsync();

        await Assertions.Expect(open.Page.Locator("#password")).ToBeVisibleAsync(Patiently);
        Assert.Contains("sign-in", open.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Password_ChangedInAnotherSession_TakesTheOpenPageToSignIn()
    {
        var product = await StartProductAsync("-H", $"unix://{Lab.Docker}");
        var open = await VisitAsync(product);
        await open.SignInAsync();
        ExpectEnd(open);
        await open.OpenAsync("endpoints/1");
        var other = await VisitAsync(product);
        await other.SignInAsync();

        await other.Page.GotoAsync("account");
        await other.Page.FillAsync("#current", Product.Password);
        await other.Page.FillAsync("#password", "another correct horse");
        await other.Page.FillAsync("#repeated", "another correct horse");
        await other.Page.ClickAsync("button[type=submit].form-submit");
        await Assertions.Expect(other.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("changed=true"));

        await Assertions.Expect(open.Page.Locator("#userName")).ToBeVisibleAsync(Patiently);
        await other.OpenAsync("endpoints/1");
    }

    [Fact]
    public async Task Line_CutAndMended_ThePageComesBackWithWhatIsTrueNow()
    {
        var name = $"cable-{Guid.NewGuid():N}";
        var (cable, visit) = await VisitByCableAsync();
        await visit.OpenAsync($"endpoints/1/containers?q={name}");
        await Assertions.Expect(visit.Page.Locator(".dt-count")).ToBeVisibleAsync();

        cable.Cut();
        await Assertions.Expect(visit.Page.Locator("#components-reconnect-modal")).ToBeVisibleAsync(Patiently);
        await Lab.DockerAsync(Lab.Docker, "create", "--name", name, "lab/base:1", "sleep", "100000");
        try
        {
            await Assertions.Expect(visit.Page.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
            await visit.ShotAsync("line-cut");
            cable.Mend();
            await Assertions.Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true })).ToBeVisibleAsync(Patiently);
            await Assertions.Expect(visit.Page.Locator("#components-reconnect-modal")).ToBeHiddenAsync();
            await Lab.DockerAsync(Lab.Docker, "start", name);
            await Assertions.Expect(visit.Page.Locator("tr[data-key]").Filter(new() { HasText = name })).ToContainTextAsync("running");
        }
        finally
        {
            await Lab.DockerAsync(Lab.Docker, "rm", "-f", name);
        }
    }

    [Fact]
    public async Task Line_CutUnderALog_GoesOnWithoutALossOrARepetition()
    {
        var name = $"counting-{Guid.NewGuid():N}";
        var (cable, visit) = await VisitByCableAsync();
        await Lab.DockerAsync(Lab.Docker, "run", "-d", "--name", name, "lab/base:1", "sh", "-c", "i=0; while :; do i=$((i+1)); echo line-$i-; sleep 0.2; done");
        try
        {
            await visit.OpenAsync($"endpoints/1/containers/{name}/logs");
            var log = visit.Page.Locator(".log-row");
            await Assertions.Expect(log.First).ToBeVisibleAsync();

            cable.Cut();
            await Assertions.Expect(visit.Page.Locator(".log-state")).ToHaveAttributeAsync("data-state", "reconnecting");
            cable.Mend();

            await Assertions.Expect(visit.Page.Locator(".log-state")).ToHaveAttributeAsync("data-state", "following", new() { Timeout = 120_000 });
            var last = (await Lab.DockerAsync(Lab.Docker, "logs", "--tail", "1", name)).Trim();
            await Assertions.Expect(log.Filter(new() { HasText = last })).ToBeVisibleAsync();
            var shown = (await log.AllInnerTextsAsync()).Select(text => int.Parse(text.Split("line-")[1].Split('-')[0], CultureInfo.InvariantCulture)).ToList();
            Assert.Equal(Enumerable.Range(shown[0], shown.Count), shown);
        }
        finally
        {
            await Lab.DockerAsync(Lab.Docker, "rm", "-f", name);
        }
    }

    // Its streams are cut by the server and refused when they try again, before or after the page has gone to sign in.
    private static void ExpectEnd(Visit visit)
    {
        visit.ExpectLostLine();
        visit.Expected.Add("status of 401");
    }

    private async Task<(Cable Cable, Visit Visit)> VisitByCableAsync()
    {
        var product = await StartProductAsync("-H", $"unix://{Lab.Docker}");
        var cable = Keep(new Cable(product.Port));
        var visit = await VisitAsync(cable.Url);
        visit.ExpectLostLine();
        await visit.SignInAsync();
        return (cable, visit);
    }
}
