using System.Net;
using Portainer.Engine;
using Portainer.Shell;

namespace Portainer.Tests.Shell;

public sealed class RowWorkTests
{
    private readonly RowWork _work = new(new(TimeProvider.System));

    [Fact]
    public async Task Failure_OnOneEndpoint_IsNotThatOfTheSameNameOnAnother()
    {
        await _work.RemoveAsync("volumes", [new("data", "data", null, 1)], (_, _) => throw Refusal(HttpStatusCode.Conflict));

        Assert.Equal("Could not remove data: it is in use", _work.Failures[RowTarget.KeyOf(1, "data")]);
        Assert.DoesNotContain(RowTarget.KeyOf(2, "data"), _work.Failures.Keys);
    }

    [Fact]
    public async Task Remove_GoneAlready_IsDone()
    {
        var outcomes = await _work.RemoveAsync("volumes", [new("data", "data", null, 1)], (_, _) => throw Refusal(HttpStatusCode.NotFound));

        Assert.Null(Assert.Single(outcomes).Error);
    }

    private static DockerApiException Refusal(HttpStatusCode status) => new(status, "it is in use", "remove data");
}
