using Microsoft.Playwright;

namespace Portainer.EndToEnd;

/// <summary>People and what they may, from both sides: the administrator's window, and the one of whom it is about (S36, S96).</summary>
public sealed class PeopleTests(EngineFixture fixture) : EngineTest(fixture), IClassFixture<EngineFixture>
{
    private const string Password = "battery staple horse";
    private static int _count;

    [Fact]
    public async Task User_AddedAndGivenARole_SeesOnlyWhatIsTheirs_AndNothingOnceItIsTakenAway()
    {
        var (name, volume) = (Name("ann"), Name("v"));
        await DockerAsync("volume", "create", "--label", $"io.portainer.accesscontrol.users={name}", volume);
        await DockerAsync("volume", "create", $"not-{volume}");
        var admin = await VisitAsync();
        await AddUserAsync(admin, name);
        await GiveAsync(admin, name, "Standard user");

        var theirs = await SignInAsync(name);
        await theirs.OpenAsync("endpoints/1/volumes");
        var rows = theirs.Page.Locator("tr[data-key]");
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        await Assertions.Expect(rows).ToContainTextAsync(volume);
        await Assertions.Expect(theirs.Page.Locator(".side-link[href='users']")).ToHaveCountAsync(0);

        await admin.Page.GetByRole(AriaRole.Button, new() { Name = $"Take away the role of {name}" }).ClickAsync();

        await Assertions.Expect(theirs.Page.GetByText("No such endpoint")).ToBeVisibleAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task User_Page_TellsWhereARoleComesFrom()
    {
        var (name, team) = (Name("cleo"), Name("web"));
        var admin = await VisitAsync();
        await AddUserAsync(admin, name);
        await AddTeamAsync(admin, team);
        await admin.Page.GetByTestId("new-member").SelectOptionAsync(new SelectOptionValue { Label = name });
        await admin.Page.GetByTestId("add-member").ClickAsync();
        await Assertions.Expect(admin.Page.GetByTestId("members")).ToContainTextAsync(name);
        await GiveAsync(admin, team, "Helpdesk");

        await admin.OpenAsync("users");
        await admin.Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).ClickAsync();

        var row = admin.Page.GetByTestId("roles").Locator("tbody tr");
        await Assertions.Expect(row).ToContainTextAsync("Helpdesk");
        await Assertions.Expect(row).ToContainTextAsync($"Team {team}");
    }

    [Fact]
    public async Task TeamLeader_AddsAMemberAndTakesThemOut()
    {
        var (leader, member, team) = (Name("lea"), Name("mia"), Name("web"));
        var admin = await VisitAsync();
        await AddUserAsync(admin, leader);
        await AddUserAsync(admin, member);
        await AddTeamAsync(admin, team, leader);

        var theirs = await SignInAsync(leader);
        await theirs.Page.Locator(".side-link[href='teams']").ClickAsync();
        await theirs.Page.GetByRole(AriaRole.Link, new() { Name = team, Exact = true }).ClickAsync();
        var page = theirs.Page;
        await page.GetByTestId("new-member").SelectOptionAsync(new SelectOptionValue { Label = member });
        await page.GetByTestId("add-member").ClickAsync();

        var row = page.GetByTestId("members").Locator($"tr[data-member='{member}']");
        await Assertions.Expect(row).ToContainTextAsync("Member");
        await Assertions.Expect(page.GetByTestId("members").Locator($"tr[data-member='{leader}']").GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await row.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(row).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Access_ChangedOnThePageOfAThing_ShowsItToItsNewOwner()
    {
        var (name, volume) = (Name("dora"), Name("v"));
        await DockerAsync("volume", "create", volume);
        var admin = await VisitAsync();
        await AddUserAsync(admin, name);
        await GiveAsync(admin, name, "Standard user");
        var theirs = await SignInAsync(name);
        await theirs.OpenAsync($"endpoints/1/volumes?q={volume}");
        await Assertions.Expect(theirs.Page.Locator("tr[data-key]")).ToHaveCountAsync(0);

        await admin.OpenAsync($"endpoints/1/volumes/{volume}");
        var card = admin.Page.GetByTestId("ownership");
        await Assertions.Expect(card).ToContainTextAsync("administrators");
        await card.GetByTestId("change-access").ClickAsync();
        await card.GetByTestId("Restricted").CheckAsync();
        await card.GetByLabel(name).CheckAsync();
        await card.GetByTestId("save-access").ClickAsync();
        await Assertions.Expect(card).ToContainTextAsync(name);

        await Assertions.Expect(theirs.Page.Locator("tr[data-key]")).ToContainTextAsync(volume);
    }

    [Fact]
    public async Task Roles_Page_IsThePolicysTable()
    {
        var visit = await OpenAsync("roles");
        var row = visit.Page.GetByTestId("role-table").Locator("tr[data-operation='StartContainer'] td");

        await Assertions.Expect(row).ToHaveCountAsync(6);
        await Assertions.Expect(row.First).ToHaveTextAsync("start containers");
        await Assertions.Expect(row.Nth(3)).ToContainTextAsync("their own");
        await Assertions.Expect(row.Nth(4)).ToContainTextAsync("no");
    }

    private static string Name(string stem) => $"{stem}{Environment.ProcessId}-{Interlocked.Increment(ref _count)}";

    private static async Task AddUserAsync(Visit admin, string name)
    {
        await admin.OpenAsync("users/new");
        await admin.Page.FillAsync("#name", name);
        await admin.Page.FillAsync("#password", Password);
        await admin.Page.GetByTestId("save").ClickAsync();
        await Assertions.Expect(admin.Page.GetByTestId("save-password")).ToBeVisibleAsync();
    }

    private static async Task AddTeamAsync(Visit admin, string name, string? leader = null)
    {
        await admin.OpenAsync("teams/new");
        await admin.Page.FillAsync("#name", name);
        if (leader is not null)
        {
            await admin.Page.GetByLabel(leader).CheckAsync();
        }

        await admin.Page.GetByTestId("save").ClickAsync();
        await Assertions.Expect(admin.Page.GetByTestId("new-member")).ToBeVisibleAsync();
    }

    private static async Task GiveAsync(Visit admin, string holder, string role)
    {
        await admin.OpenAsync("endpoints/1/access");
        await admin.Page.GetByTestId("holder").SelectOptionAsync(new SelectOptionValue { Label = holder });
        await admin.Page.GetByTestId("role").SelectOptionAsync(new SelectOptionValue { Label = role });
        await admin.Page.GetByTestId("give").ClickAsync();
        await Assertions.Expect(admin.Page.GetByTestId("access").Locator($"tr[data-holder='{holder}']")).ToBeVisibleAsync();
    }

    private async Task<Visit> SignInAsync(string name)
    {
        var visit = await VisitAsync(Product);
        await visit.Page.GotoAsync("sign-in");
        await visit.SubmitSignInAsync(Password, name);
        await visit.AliveAsync();
        return visit;
    }
}
