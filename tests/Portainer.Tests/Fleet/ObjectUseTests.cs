using Portainer.Access;
using Portainer.Fleet;

namespace Portainer.Tests.Fleet;

public sealed class ObjectUseTests
{
    private static readonly Caller Anyone = new(1, "admin", true);

    [Fact]
    public void View_ContainersUseObjects_NamesThem()
    {
        var view = new VisibilityRules([]).View(Anyone, Picture(Container("web", "data"), Container("db", "data", "other")));

        Assert.Equal(["web", "db"], view.Images!.Single().UsedBy);
        Assert.Equal(["web", "db"], view.Networks!.Single().UsedBy);
        Assert.Equal(["web", "db"], view.Volumes!.Single(volume => volume.Name == "data").UsedBy);
        Assert.Equal(["db"], view.Volumes!.Single(volume => volume.Name == "other").UsedBy);
        Assert.False(view.Volumes!.Single(volume => volume.Name == "free").InUse);
    }

    [Fact]
    public void View_HiddenContainerUsesVolume_InUseButNotNamed()
    {
        var hidden = Container("secret", "data") with { Labels = new Dictionary<string, string> { ["hide"] = "me" } };
        var view = new VisibilityRules([new("hide", "me")]).View(Anyone, Picture(hidden));

        var volume = view.Volumes!.Single(volume => volume.Name == "data");
        Assert.True(volume.InUse);
        Assert.Empty(volume.UsedBy);
    }

    [Fact]
    public void Rows_SameUse_AreEqual()
    {
        var picture = Picture(Container("web", "data"));
        var rules = new VisibilityRules([]);
        Assert.Equal(rules.View(Anyone, picture).Volumes!, rules.View(Anyone, picture).Volumes!);
        Assert.Equal(rules.View(Anyone, picture).Images!, rules.View(Anyone, picture).Images!);
    }

    private static ContainerRow Container(string name, params string[] volumes) => new()
    {
        Id = name,
        Name = name,
        Image = "web:1",
        ImageId = "sha256:1",
        Command = "",
        State = RunState.Running,
        Status = "Up",
        Created = default,
        Networks = ["front"],
        Volumes = volumes,
    };

    private static EndpointPicture Picture(params ContainerRow[] containers) => new()
    {
        Endpoint = new() { Id = 1, Name = "prod", Url = "tcp://prod:2376" },
        Connection = new(ConnectionState.Up, default),
        Containers = containers,
        Images = [new() { Id = "sha256:1", Tags = new(["web:1"]), Digests = NameList.Empty, Size = 1, Created = default }],
        Networks = [new() { Id = "n", Name = "front", Driver = "bridge", Scope = "local" }],
        Volumes = [.. new[] { "data", "free", "other" }.Select(name => new VolumeRow { Name = name, Driver = "local", Mountpoint = "/", Scope = "local" })],
    };
}
