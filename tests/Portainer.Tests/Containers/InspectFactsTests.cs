using Portainer.Containers.Details;

namespace Portainer.Tests.Containers;

public sealed class InspectFactsTests
{
    [Fact]
    public void From_PlainContainer_ShowsOnlyWhatIsSet()
    {
        var groups = InspectFacts.From(new() { Config = new() { Cmd = ["sleep", "1 day"] }, HostConfig = new() });
        var process = Assert.Single(groups, group => group.Title == "Process");
        Assert.Contains(process.Facts, fact => fact is { Label: "Command", Value: "sleep '1 day'" });
        Assert.DoesNotContain(groups, group => group.Title is "Resources" or "Security");
    }

    [Fact]
    public void From_HostEscapes_AreEachAWarning()
    {
        var groups = InspectFacts.From(new()
        {
            HostConfig = new() { Privileged = true, PidMode = "host", NetworkMode = "host", IpcMode = "host", UsernsMode = "host" },
            Mounts = [new() { Type = "bind", Source = "/var/run/docker.sock", Destination = "/var/run/docker.sock" }],
        });
        var warnings = groups.Single(group => group.Title == "Security").Facts.Where(fact => fact.Kind == FactKind.Warning);
        Assert.Equal(6, warnings.Count());
    }

    [Theory]
    [InlineData("/usr/sbin/sshd", null, true)]
    [InlineData("sleep", "22/tcp", true)]
    [InlineData("sshd-like", "2222/tcp", false)]
    public void From_SshServerInside_IsAWarning(string command, string? port, bool warns)
    {
        var exposed = port is null ? null : new Dictionary<string, Engine.EmptyStruct> { [port] = new() };
        var groups = InspectFacts.From(new() { Config = new() { Cmd = [command, "-D"], ExposedPorts = exposed } });
        Assert.Equal(warns, groups.SelectMany(group => group.Facts).Any(fact => fact is { Label: "SSH server", Kind: FactKind.Warning }));
    }

    [Fact]
    public void From_JsonFileWithoutLimit_WarnsOfTheDisk()
    {
        var unlimited = InspectFacts.From(new() { HostConfig = new() { LogConfig = new() { Type = "json-file" } } });
        Assert.Contains(unlimited.Single(group => group.Title == "Logging").Facts, fact => fact.Kind == FactKind.Warning);
        var limited = InspectFacts.From(new() { HostConfig = new() { LogConfig = new() { Type = "json-file", Config = new Dictionary<string, string> { ["max-size"] = "10m" } } } });
        Assert.DoesNotContain(limited.Single(group => group.Title == "Logging").Facts, fact => fact.Kind == FactKind.Warning);
    }

    [Fact]
    public void Environment_SecretLookingNames_AreMarked()
    {
        var entries = EnvironmentEntry.From(["PATH=/bin", "MYSQL_ROOT_PASSWORD=x=y", "EMPTY"]);
        Assert.Equal(["EMPTY", "MYSQL_ROOT_PASSWORD", "PATH"], entries.Select(entry => entry.Name));
        Assert.Equal(("x=y", true), (entries[1].Value, entries[1].LooksSecret));
        Assert.False(entries[2].LooksSecret);
    }

    [Theory]
    [InlineData("a", "a")]
    [InlineData("it's", @"'it'\''s'")]
    [InlineData("", "''")]
    public void CommandLine_Argument_IsQuotedForAShell(string argument, string expected) => Assert.Equal(expected, CommandLine.Join([argument]));
}
