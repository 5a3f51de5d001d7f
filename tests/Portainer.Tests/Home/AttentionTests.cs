using Portainer.Fleet;
using Portainer.Home;

namespace Portainer.Tests.Home;

public sealed class AttentionTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_DownEndpoint_NamesTheCause()
    {
        var item = Assert.Single(Attention.Of(View(new(ConnectionState.Down, Now, "Nobody listens."))));
        Assert.Equal(("Endpoint is down", "Nobody listens.", true), (item.Title, item.Detail, item.IsGrave));
    }

    [Fact]
    public void Of_ManyUnhealthy_IsOneItemWithAFewNames()
    {
        var rows = Enumerable.Range(1, 5).Select(number => Row($"db-{number}", HealthState.Unhealthy));
        var item = Assert.Single(Attention.Of(View(new(ConnectionState.Up, Now), [.. rows])));
        Assert.Equal(("5 unhealthy", "db-1, db-2, db-3 and 2 more"), (item.Title, item.Detail));
        Assert.Equal("endpoints/3/containers?state=unhealthy", item.Href);
    }

    [Fact]
    public void Of_AllWell_IsNothing() => Assert.Empty(Attention.Of(View(new(ConnectionState.Up, Now), Row("web", HealthState.Healthy))));

    private static EndpointView View(ConnectionStatus connection, params ContainerRow[] rows) => new(
        new EndpointPicture { Endpoint = new() { Id = 3, Name = "prod", Url = "tcp://prod:2376" }, Connection = connection }, rows);

    private static ContainerRow Row(string name, HealthState health) => new()
    {
        Id = name,
        Name = name,
        Image = "i",
        ImageId = "i",
        Command = "",
        Status = "",
        State = RunState.Running,
        Health = health,
        Created = Now,
    };
}
