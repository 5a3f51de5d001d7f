using Microsoft.Playwright;

namespace Portainer.EndToEnd;

public sealed class EndpointTests(BrowserFixture browser) : BrowserTest(browser), IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task FirstEndpoint_LocalSocket_LeadsToItsDashboard()
    {
        var page = (await SignedInAsync()).Page;
        await page.GetByTestId("first-endpoint").ClickAsync();
        await ChooseAsync(page, "choose-local");
        await page.FillAsync("#url", $"unix://{Lab.Docker}");
        await page.GetByTestId("connect").ClickAsync();

        await Assertions.Expect(page.Locator("[data-tile=images] .value")).Not.ToHaveTextAsync("0");
        await Assertions.Expect(page.GetByText("20.10").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Tls_WithTheRightCertificates_ConnectsAndOpensPublishedPorts()
    {
        var name = $"tls-{Guid.NewGuid():N}";
        await Lab.DockerAsync(Lab.Docker, "run", "-d", "--name", name, "-p", "8080", "lab/web:1");
        var visit = await SignedInAsync();
        var page = visit.Page;
        await FillRemoteAsync(visit, Lab.Tls, "client/ca.pem", "client/cert.pem", "client/key.pem");
        await page.GetByTestId("connect").ClickAsync();
        await Assertions.Expect(page.Locator("[data-tile=containers]")).ToBeVisibleAsync();

        await visit.OpenAsync($"endpoints/1/containers?q={name}");
        var popup = await page.RunAndWaitForPopupAsync(() => page.Locator("a.port").First.ClickAsync());
        await Assertions.Expect(popup.GetByText("lab web v1")).ToBeVisibleAsync();
        await Lab.DockerAsync(Lab.Docker, "rm", "-f", "-v", name);
    }

    [Theory]
    [InlineData("foreign-ca/ca.pem", "client/cert.pem", "client/key.pem", "not signed by the CA")]
    [InlineData("client/ca.pem", "foreign-ca/cert.pem", "foreign-ca/key.pem", "client certificate")]
    public async Task Tls_WrongCertificates_SaysWhichAndSavesNothing(string ca, string certificate, string key, string sentence)
    {
        var visit = await SignedInAsync();
        await FillRemoteAsync(visit, Lab.Tls, ca, certificate, key);
        await RefusedAsync(visit, sentence);
    }

    [Fact]
    public async Task Tls_CertificateOfAnotherHost_SaysSoAndSavesNothing()
    {
        var visit = await SignedInAsync();
        await FillRemoteAsync(visit, Lab.TlsOtherName, "client/ca.pem", "client/cert.pem", "client/key.pem");
        await RefusedAsync(visit, "its certificate is not for");
    }

    [Fact]
    public async Task Tls_NoClientCertificate_SaysSoAndSavesNothing()
    {
        var visit = await SignedInAsync();
        var page = visit.Page;
        await visit.OpenAsync("endpoints/new");
        await ChooseAsync(page, "choose-remote");
        await page.FillAsync("#name", "remote");
        await page.FillAsync("#url", Lab.Tls);
        await page.SelectOptionAsync("#tls-mode", "VerifyServer");
        await ChooseFileAsync(page, "ca", "client/ca.pem");
        await RefusedAsync(visit, "client certificate");
    }

    [Fact]
    public async Task NoTls_ToAPortThatWantsIt_SaysSo()
    {
        var visit = await SignedInAsync();
        var page = visit.Page;
        await visit.OpenAsync("endpoints/new");
        await ChooseAsync(page, "choose-remote");
        await page.FillAsync("#name", "remote");
        await page.FillAsync("#url", Lab.Tls);
        await page.SelectOptionAsync("#tls-mode", "None");
        await RefusedAsync(visit, "speaks TLS");
    }

    [Fact]
    public async Task Endpoint_Removed_IsGoneFromTheListAndUntouched()
    {
        var visit = await SignedInAsync("-H", $"unix://{Lab.Docker}");
        var page = visit.Page;
        await visit.OpenAsync("endpoints");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove primary" }).ClickAsync();
        await page.Locator(".dialog-foot button[type=submit]").ClickAsync();

        await Assertions.Expect(page.GetByText("No endpoints")).ToBeVisibleAsync();
    }

    private static string Pem(string name) => Path.Combine(Lab.Folder, "certs", name);

    private async Task<Visit> SignedInAsync(params string[] arguments)
    {
        var visit = await VisitAsync(await StartProductAsync(arguments));
        visit.Elsewhere.Add(Lab.DockerAddress);
        await visit.SignInAsync();
        return visit;
    }

    private static async Task FillRemoteAsync(Visit visit, string url, string ca, string certificate, string key)
    {
        var page = visit.Page;
        await visit.OpenAsync("endpoints/new");
        await ChooseAsync(page, "choose-remote");
        await page.FillAsync("#name", "remote");
        await page.FillAsync("#url", url);
        await ChooseFileAsync(page, "ca", ca);
        await ChooseFileAsync(page, "cert", certificate);
        await ChooseFileAsync(page, "key", key);
    }

    private static async Task ChooseAsync(IPage page, string kind)
    {
        await page.GetByTestId(kind).ClickAsync();
        await Assertions.Expect(page.GetByTestId(kind)).ToHaveAttributeAsync("aria-checked", "true");
    }

    private static async Task ChooseFileAsync(IPage page, string field, string name)
    {
        await page.SetInputFilesAsync($"#{field}", Pem(name));
        await Assertions.Expect(page.Locator(".field").Filter(new() { Has = page.Locator($"#{field}") })).ToContainTextAsync("will be stored encrypted");
    }

    private static async Task RefusedAsync(Visit visit, string sentence)
    {
        var page = visit.Page;
        await page.GetByTestId("connect").ClickAsync();
        await Assertions.Expect(page.GetByTestId("failure")).ToContainTextAsync(sentence);
        await visit.OpenAsync("endpoints");
        await Assertions.Expect(page.GetByText("No endpoints")).ToBeVisibleAsync();
    }
}
