using Portainer.Access;
using Portainer.Engine;
using Portainer.Fleet;

namespace Portainer.Tests.Fleet;

public sealed class EventLogTests
{
    private static readonly Caller Anyone = new(1, "admin", true);

    [Fact]
    public void Add_ReplayedByTheEngine_IsKeptOnce()
    {
        var log = new EventLog(new HashSet<string>());
        Assert.True(log.Add(Message(1, "start", "web")));
        Assert.True(log.Add(Message(1, "create", "web")));
        Assert.False(log.Add(Message(1, "start", "web")));

        Assert.Equal(["start", "create"], log.Events.Select(item => item.Action));
    }

    [Fact]
    public void Add_BeyondTheBound_ForgetsTheOldest()
    {
        var log = new EventLog(new HashSet<string>());
        for (var nano = 1; nano <= EventLog.Capacity + 5; nano++)
        {
            log.Add(Message(nano, "start", "web"));
        }

        Assert.Equal(EventLog.Capacity, log.Events.Count);
        Assert.Equal(6, log.Events[0].Number);
        Assert.True(log.Add(Message(1, "start", "web")), "What was forgotten is new again.");
    }

    [Fact]
    public void Add_LabelsAmongTheAttributes_KeepsOnlyTheHidingOnes()
    {
        var log = new EventLog(new HashSet<string> { "org.example.hide" });
        log.Add(Message(1, "die", "web", ("exitCode", "137"), ("com.example.long", "text"), ("org.example.hide", "yes")));

        Assert.Equal(["exitCode", "org.example.hide"], log.Events[0].Attributes.Keys.Order());
        Assert.Equal("web", log.Events[0].Name);
    }

    [Fact]
    public void Events_OfAHiddenContainerThatIsGone_AreHidden()
    {
        var log = new EventLog(new HashSet<string> { "hide" });
        log.Add(Message(1, "die", "secret", ("hide", "me")));
        log.Add(Message(2, "die", "web"));
        var picture = new EndpointPicture { Endpoint = new() { Id = 1, Name = "prod", Url = "tcp://prod:2376" }, Connection = new(ConnectionState.Up, default) };

        var seen = new VisibilityRules([new("hide", "me")]).Events(Anyone, picture, log.Events);
        Assert.Equal("web", Assert.Single(seen).Name);
    }

    [Fact]
    public void Add_MountsAndNetworksOfAHelper_AreNotKept()
    {
        var log = new EventLog(new HashSet<string>());
        // A replay may begin between a helper's creation and the first event that carries its label.
        Assert.True(log.Add(Message(1, "connect", "none", ("container", "id-helper"))));
        Assert.True(log.Add(Message(2, "mount", "data", ("container", "id-web"))));
        Assert.False(log.Add(Message(3, "start", "helper", (HelperLabel.Purpose, "files"))));
        Assert.False(log.Add(Message(4, "mount", "data", ("container", "id-helper"))));
        Assert.False(log.Add(Message(5, "unmount", "data", ("container", "id-helper"))));

        Assert.Equal("id-web", Assert.Single(log.Events).Attributes["container"]);
    }

    private static Message Message(long nano, string action, string name, params (string Key, string Value)[] attributes) => new()
    {
        Type = "container",
        Action = action,
        TimeNano = nano,
        Actor = new() { ID = $"id-{name}", Attributes = attributes.Append(("name", name)).ToDictionary(pair => pair.Item1, pair => pair.Item2) },
    };
}
