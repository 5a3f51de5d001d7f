using Portainer.Fleet;

namespace Portainer.Tests.Fleet;

public sealed class ContainerTextTests
{
    [Theory]
    [InlineData("Up 2 hours (healthy)", HealthState.Healthy)]
    [InlineData("Up 47 minutes (unhealthy)", HealthState.Unhealthy)]
    [InlineData("Up 3 seconds (health: starting)", HealthState.Starting)]
    [InlineData("Up 3 seconds (starting)", HealthState.Starting)]
    [InlineData("Up 2 hours", HealthState.None)]
    [InlineData("Up 2 hours (Paused)", HealthState.None)]
    [InlineData(null, HealthState.None)]
    public void Health_StatusText_IsReadFromTheParenthesis(string? status, object expected) =>
        Assert.Equal((HealthState)expected, ContainerText.Health(status));

    [Theory]
    [InlineData("Exited (137) 3 minutes ago", 137)]
    [InlineData("Exited (0) 2 days ago", 0)]
    [InlineData("Created", null)]
    public void ExitCode_StatusText_IsTheNumberInParentheses(string status, int? expected) =>
        Assert.Equal(expected, ContainerText.ExitCode(status));

    [Theory]
    [InlineData("running", RunState.Running)]
    [InlineData("configured", RunState.Created)]
    [InlineData("stopped", RunState.Exited)]
    [InlineData("something-new", RunState.Unknown)]
    public void State_EngineWord_IsMapped(string word, object expected) =>
        Assert.Equal((RunState)expected, ContainerText.State(word));

    [Fact]
    public void Name_LegacyLinkFirst_TakesTheContainersOwnName() =>
        Assert.Equal("db", ContainerText.Name(["/web/database", "/db"]));

    [Fact]
    public void Stack_BothLabels_SwarmComesFirst()
    {
        var labels = new Dictionary<string, string> { ["com.docker.compose.project"] = "a", ["com.docker.stack.namespace"] = "b" };
        Assert.Equal("b", ContainerText.Stack(labels));
        Assert.Null(ContainerText.Stack(new Dictionary<string, string>()));
    }
}
