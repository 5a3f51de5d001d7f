using System.Text.Json;
using Portainer.Engine;
using Portainer.Jobs;

namespace Portainer.Tests.Jobs;

/// <summary>What engines really said, recorded from Docker 20.10, Docker 28.5 and Podman 4.3.</summary>
public sealed class EngineOutputTests
{
    private readonly Job _job = new(1, JobHost.Admin, new("pull", "Pull"), TimeProvider.System);

    [Fact]
    public async Task Pull_LayersAtWork_AreStepsWithTheEnginesBytes()
    {
        await FollowAsync(
            """{"status":"Pulling from library/nginx","id":"latest"}""",
            """{"status":"Already exists","progressDetail":{},"id":"a2abf6c4d29d"}""",
            """{"status":"Pulling fs layer","progressDetail":{},"id":"a9edb18cadd1"}""",
            """{"status":"Pulling fs layer","progressDetail":{},"id":"589b7251471a"}""",
            """{"status":"Waiting","progressDetail":{},"id":"589b7251471a"}""",
            """{"status":"Downloading","progressDetail":{"current":539840,"total":25350000},"progress":"[>   ]  539.8kB/25.35MB","id":"a9edb18cadd1"}""");

        Assert.Equal(
            [
                new("a2abf6c4d29d", "Already exists", null, null, true, "a2abf6c4d29d"),
                new("a9edb18cadd1", "Downloading", 539840, 25350000, false, "a9edb18cadd1"),
                new("589b7251471a", "Waiting", null, null, false, "589b7251471a"),
            ],
            Details.Steps);
        Assert.Equal("latest: Pulling from library/nginx", _job.Status);
    }

    [Fact]
    public async Task Pull_Complete_FinishesEveryLayerAndKeepsTheDigestLine()
    {
        await FollowToTheEndAsync(
            """{"status":"Pulling from library/nginx","id":"latest"}""",
            """{"status":"Downloading","progressDetail":{"current":10,"total":20},"id":"a9edb18cadd1"}""",
            """{"status":"Extracting","progressDetail":{"current":20,"total":20},"id":"a9edb18cadd1"}""",
            """{"status":"Pull complete","progressDetail":{},"id":"a9edb18cadd1"}""",
            """{"status":"Digest: sha256:0d17b565c37bcbd895e9d92315a05c1c3c9a29f762b011a10c54a66cd53c9b31"}""",
            """{"status":"Status: Downloaded newer image for nginx:latest"}""");

        Assert.Equal([new("a9edb18cadd1", "Pull complete", null, null, true, "a9edb18cadd1")], Details.Steps);
        Assert.Equal(
            "latest: Pulling from library/nginx\nDigest: sha256:0d17b565c37bcbd895e9d92315a05c1c3c9a29f762b011a10c54a66cd53c9b31\nStatus: Downloaded newer image for nginx:latest",
            Output);
    }

    [Fact]
    public async Task Pull_PodmanThatNeverSaysComplete_FinishesWithTheStream()
    {
        await FollowToTheEndAsync(
            """{"status":"Pulling fs layer","progressDetail":{},"id":"32182266e16c"}""",
            """{"status":"Download complete","progressDetail":{},"id":"32182266e16c"}""");

        Assert.Equal([new("32182266e16c", "Download complete", null, null, true, "32182266e16c")], Details.Steps);
    }

    [Fact]
    public async Task Pull_ContainerdUnpacking_CountsSecondsNotBytes()
    {
        await FollowAsync("""{"status":"Extracting","progressDetail":{"current":3,"units":"s"},"id":"a9edb18cadd1"}""");

        Assert.Equal([new("a9edb18cadd1", "Extracting 3 s", null, null, false, "a9edb18cadd1")], Details.Steps);
    }

    [Fact]
    public async Task Push_Done_SaysTheDigest()
    {
        var result = await FollowToTheEndAsync(
            """{"status":"The push refers to repository [registry:5443/lab/web]"}""",
            """{"status":"Preparing","progressDetail":{},"id":"1a9c3eb01f30"}""",
            """{"status":"Pushing","progressDetail":{"current":2140160,"total":1984759},"progress":"[====>]   2.14MB","id":"1a9c3eb01f30"}""",
            """{"status":"Pushed","progressDetail":{},"id":"1a9c3eb01f30"}""",
            """{"status":"2: digest: sha256:9675 size: 528"}""",
            """{"progressDetail":{},"aux":{"Tag":"2","Digest":"sha256:9675","Size":528}}""");

        Assert.Equal([new("1a9c3eb01f30", "Pushed", null, null, true, "1a9c3eb01f30")], Details.Steps);
        Assert.Equal("The push refers to repository [registry:5443/lab/web]\n2: digest: sha256:9675 size: 528\nDigest: sha256:9675", Output);
        Assert.Equal("sha256:9675", result.Digest);
    }

    [Theory]
    [InlineData("Layer already exists")]
    [InlineData("Mounted from lab/base")]
    public async Task Push_LayerThatNeedNotBeSent_IsFinished(string status)
    {
        await FollowAsync($$"""{"status":"{{status}}","progressDetail":{},"id":"1a9c3eb01f30"}""");

        Assert.True(Assert.Single(Details.Steps).Finished);
    }

    [Fact]
    public async Task Load_LayerWithAllItsBytes_IsFinished()
    {
        await FollowAsync(
            """{"status":"Loading layer","progressDetail":{"current":32768,"total":1984759},"progress":"[>  ]","id":"1a9c3eb01f30"}""",
            """{"status":"Loading layer","progressDetail":{"current":1984759,"total":1984759},"progress":"[==]","id":"1a9c3eb01f30"}""",
            """{"stream":"Loaded image: lab/web:2\n"}""");

        Assert.Equal([new("1a9c3eb01f30", "Loading layer", 1984759, 1984759, true, "1a9c3eb01f30")], Details.Steps);
        Assert.Equal("Loaded image: lab/web:2", Output);
    }

    [Fact]
    public async Task Build_PiecesOfLines_BecomeLinesWithoutColours()
    {
        await FollowToTheEndAsync(
            """{"stream":"Step 1/3 : FROM lab/base:1"}""",
            """{"stream":"\n"}""",
            """{"stream":" ---\u003e 06756f82b016\n"}""",
            """{"stream":"\u001b[91mtwo\n\u001b[0m"}""",
            """{"stream":"10%\r50%\r100%\n"}""",
            """{"aux":{"ID":"sha256:d6184a0883ef"}}""",
            """{"stream":"Successfully built d6184a0883ef"}""");

        Assert.Equal("Step 1/3 : FROM lab/base:1\n ---> 06756f82b016\ntwo\n100%\nSuccessfully built d6184a0883ef", Output);
    }

    [Fact]
    public async Task Build_Failure_IsToldInTheEnginesWords()
    {
        var failure = await Assert.ThrowsAsync<JobFailedException>(() => FollowToTheEndAsync(
            """{"stream":"Step 3/3 : RUN false"}""",
            """{"errorDetail":{"code":1,"message":"The command '/bin/sh -c false' returned a non-zero code: 1"},"error":"The command '/bin/sh -c false' returned a non-zero code: 1"}"""));

        Assert.Equal("The command '/bin/sh -c false' returned a non-zero code: 1", failure.Message);
        Assert.Equal("Step 3/3 : RUN false", Output);
    }

    [Fact]
    public async Task Follow_EngineThatFallsSilent_EndsWithTheToken()
    {
        using var leaving = new CancellationTokenSource();
        var following = new JobProgress(_job).FollowAsync(SilentAsync(leaving.Token), leaving.Token);

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => following);
    }

    private JobDetails Details => _job.Details()!;

    private string Output => string.Join('\n', Details.Output.Select(block => block.Text));

    // A stream that is still open: nothing after the last message has been said yet.
    private Task FollowAsync(params string[] messages)
    {
        var output = new EngineOutput(new(_job));
        foreach (var message in messages)
        {
            output.Take(Parse(message));
        }

        return Task.CompletedTask;
    }

    private Task<EngineResult> FollowToTheEndAsync(params string[] messages) =>
        new JobProgress(_job).FollowAsync(messages.Select(Parse).ToAsyncEnumerable(), CancellationToken.None);

    private static JSONMessage Parse(string message) => JsonSerializer.Deserialize<JSONMessage>(message, JsonSerializerOptions.Web)!;

    private static async IAsyncEnumerable<JSONMessage> SilentAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        yield break;
    }
}
