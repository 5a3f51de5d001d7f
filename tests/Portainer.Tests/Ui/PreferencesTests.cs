using Portainer.Ui;

namespace Portainer.Tests.Ui;

public sealed class PreferencesTests : UiTest
{
    [Fact]
    public void Cookie_Loaded_GivesTheLook()
    {
        var preferences = Get<Preferences>();

        preferences.Load("theme=dark&density=compact&cols.containers=id%2C-ip");

        Assert.Equal(("dark", "compact", "id,-ip"), (preferences.Theme, preferences.Density, preferences["cols.containers"]));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("&&=x&theme=")]
    public void Cookie_EmptyOrBroken_GivesTheDefaults(string? cookie)
    {
        var preferences = Get<Preferences>();

        preferences.Load(cookie);

        Assert.Equal(("system", "comfortable", "open", true), (preferences.Theme, preferences.Density, preferences.Side, preferences.Shortcuts));
    }

    [Fact]
    public async Task SetAsync_AChoice_IsToldToThePageAndTheBrowser()
    {
        var preferences = Get<Preferences>();
        var changes = 0;
        preferences.Changed += () => changes++;

        await preferences.SetAsync("theme", "dark");

        Assert.Equal("dark", preferences.Theme);
        Assert.Equal(1, changes);
    }
}
