using Bunit;
using Microsoft.AspNetCore.Components;
using Portainer.Shell;
using Portainer.Tests.Ui;
using Portainer.Ui;

namespace Portainer.Tests.Shell;

public sealed class MenuTests : UiTest
{
    [Theory]
    [InlineData("endpoints/7/containers?q=x", 7)]
    [InlineData("endpoints/7", 7)]
    [InlineData("endpoints", null)]
    [InlineData("endpoints/new", null)]
    [InlineData("", null)]
    public void Address_OfAPage_TellsItsEndpoint(string address, int? expected) => Assert.Equal(expected, ShellState.EndpointIn(address));

    [Fact]
    public void Menu_OutsideAnEndpoint_HasNoEndpointEntries()
    {
        Get<ShellState>().IsAdministrator = true;
        var menu = Render<NavMenu>();

        Assert.Equal(["Home", "Endpoints", "Registries", "Users", "Teams"], menu.FindAll(".side-link").Select(link => link.TextContent.Trim()));
    }

    [Fact]
    public void Menu_OfAStandardUser_DoesNotOfferEndpoints()
    {
        var menu = Render<NavMenu>();

        Assert.Equal(["Home"], menu.FindAll(".side-link").Select(link => link.TextContent.Trim()));
    }

    [Fact]
    public void Menu_InsideAnEndpoint_LeadsToItsPages()
    {
        Get<ShellState>().Replace([Endpoint(7, "local"), Endpoint(8, "remote")]);
        Get<NavigationManager>().NavigateTo("endpoints/7/containers");

        var menu = Render<NavMenu>();

        Assert.Equal(["", .. NavEntries.For(Endpoint(7, "local")).Select(entry => entry.Href)], menu.FindAll(".side-link").Select(link => link.GetAttribute("href")));
        Assert.Equal("local", menu.Find(".switcher .side-text").TextContent);
    }

    [Fact]
    public void Switcher_OnAList_LeadsToTheSameListElsewhere()
    {
        Get<ShellState>().Replace([Endpoint(7, "local"), Endpoint(8, "remote")]);
        Get<NavigationManager>().NavigateTo("endpoints/7/containers?q=web");

        var menu = Render<NavMenu>();

        Assert.Equal(["endpoints/7/containers", "endpoints/8/containers"], menu.FindAll(".menu-item").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public void Switcher_AfterAnotherEndpointIsOpened_ShowsIt()
    {
        Get<ShellState>().Replace([Endpoint(7, "local"), Endpoint(8, "remote")]);
        Get<NavigationManager>().NavigateTo("endpoints/7");
        var menu = Render<NavMenu>();

        Get<NavigationManager>().NavigateTo("endpoints/8");

        menu.WaitForAssertion(() => Assert.Equal("remote", menu.Find(".switcher .side-text").TextContent));
    }

    private static ShellEndpoint Endpoint(int id, string name) => new(id, name, EndpointKind.Standalone, Tone.Ok, "up", 3);
}
