using System.Text;
using Portainer.Testing;

namespace Portainer.Engine.Tests.Images;

public sealed class BuildTests
{
    public static TheoryData<string, int> Builders => new()
    {
        { Engines.Docker20, 1 }, { Engines.Docker20, 2 }, { Engines.Docker28, 1 }, { Engines.Docker28, 2 },
    };

    [Theory]
    [MemberData(nameof(Builders))]
    public async Task Build_WithArgumentsAndLabels_IsTheImageThatWasAsked(string engine, int version)
    {
        using var client = Engines.Connect(engine);
        await using var image = new TestImage(client, TestImage.NewRepository() + ":1");
        var parameters = new ImageBuildParameters
        {
            Version = version,
            Dockerfile = "deep/Other file",
            Tags = [image.Name, image.Repository + ":2"],
            BuildArgs = new Dictionary<string, string?> { ["WHO"] = "somebody" },
            Labels = new Dictionary<string, string> { ["test.label"] = "yes, \"quoted\"" },
            Target = "wanted",
            ExtraHosts = ["one.test:10.0.0.1", "two.test:10.0.0.2"],
            NoCache = true,
        };
        const string Dockerfile = """
            FROM lab/base:1 AS wanted
            ARG WHO=nobody
            ENV WHO=$WHO
            RUN grep -c 'one.test\|two.test' /etc/hosts >/hosts
            FROM lab/base:1
            RUN exit 1
            """;

        var messages = await client.Images.BuildImageFromDockerfileAsync(parameters, Tars.Of(("deep/Other file", Dockerfile))).AllAsync();
        var inspected = await client.Images.InspectImageAsync(image.Name);
        await TestImage.RemoveAsync(client, image.Repository + ":2");

        Assert.DoesNotContain(messages, message => message.ErrorMessage is not null);
        Assert.Contains(messages, message => message.Aux is { ValueKind: System.Text.Json.JsonValueKind.Object } aux && aux.GetProperty("ID").GetString() == inspected.ID);
        Assert.Contains("WHO=somebody", inspected.Config.Env!);
        Assert.Equal("yes, \"quoted\"", inspected.Config.Labels!["test.label"]);
        Assert.Contains(image.Repository + ":2", inspected.RepoTags);
        Assert.Equal("2\n", await FileAsync(client, image.Name, "hosts"));
    }

    [Theory]
    [MemberData(nameof(Builders))]
    public async Task Build_WithAStepThatFails_EndsWithItsError(string engine, int version)
    {
        using var client = Engines.Connect(engine);
        var context = Tars.Dockerfile("FROM lab/base:1", "RUN echo before; exit 7");

        var messages = await client.Images.BuildImageFromDockerfileAsync(new() { Version = version, ForceRemove = true }, context).AllAsync();

        Assert.Contains("7", messages[^1].ErrorMessage, StringComparison.Ordinal);
        Assert.Equal(messages[^1].ErrorMessage, messages[^1].Error?.Message);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task BuildKit_OfThreeSteps_TellsEachStepItsOutputAndItsEnd(string engine)
    {
        using var client = Engines.Connect(engine);
        var context = Tars.Of(("Dockerfile", "FROM lab/base:1\nRUN echo out; echo err >&2\nCOPY f /f\n"), ("f", "x"));
        await using var image = new TestImage(client, TestImage.NewRepository() + ":1");
        var parameters = new ImageBuildParameters { Version = 2, NoCache = true, Tags = [image.Name] };

        var events = await BuildKitTrace.ReadAsync(client.Images.BuildImageFromDockerfileAsync(parameters, context)).AllAsync();
        var steps = events.OfType<BuildKitVertex>().GroupBy(step => step.Digest).Select(group => group.Last()).ToList();
        var run = Assert.Single(steps, step => step.Name == "[2/3] RUN echo out; echo err >&2");

        Assert.All(steps, step => Assert.True(step.Completed >= step.Started, step.Name));
        Assert.Contains(steps, step => step.Name.StartsWith("[1/3] FROM", StringComparison.Ordinal));
        Assert.Equal("out\n", Output(events, run, stderr: false));
        Assert.Equal("err\n", Output(events, run, stderr: true));
        Assert.Contains(events, item => item is BuildKitStatus { Id: "exporting layers", Completed: not null });
        Assert.Contains(events, item => item is BuildKitMessage { Message: { ID: "moby.image.id", Aux: not null } });
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task BuildKit_BuiltTwice_SaysWhatItHad(string engine)
    {
        using var client = Engines.Connect(engine);
        var marker = Guid.NewGuid().ToString("N");
        await using var image = new TestImage(client, TestImage.NewRepository() + ":1");
        IAsyncEnumerable<BuildKitEvent> Build() => BuildKitTrace.ReadAsync(client.Images.BuildImageFromDockerfileAsync(
            new() { Version = 2, Tags = [image.Name] }, Tars.Dockerfile("FROM lab/base:1", $"RUN echo {marker}")));

        var first = await Build().AllAsync();
        var second = await Build().AllAsync();

        bool IsStep(BuildKitEvent item) => item is BuildKitVertex { IsCached: true } step && step.Name.Contains(marker, StringComparison.Ordinal);
        Assert.DoesNotContain(first, IsStep);
        Assert.Contains(second, IsStep);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task BuildKit_StepThatFails_CarriesTheError(string engine)
    {
        using var client = Engines.Connect(engine);
        var context = Tars.Dockerfile("FROM lab/base:1", "RUN exit 7");

        var events = await BuildKitTrace.ReadAsync(client.Images.BuildImageFromDockerfileAsync(new() { Version = 2 }, context)).AllAsync();

        Assert.Contains(events, item => item is BuildKitVertex { Name: "[2/2] RUN exit 7" } step && step.Error.Contains('7', StringComparison.Ordinal));
        Assert.Contains("7", Assert.IsType<BuildKitMessage>(events[^1]).Message.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Build_FromAPrivateBase_UsesTheAccountOfItsRegistry(string engine)
    {
        using var client = Engines.Connect(engine);
        var account = new AuthConfig { Username = Lab.Registry.User, Password = Lab.Registry.Password };
        await using var image = await TestImage.TagAsync(client, Lab.Registry.NewRepository());
        await client.Images.PushImageAsync(image.Name, auth: account).AllAsync();
        await client.Images.DeleteImageAsync(image.Name);
        IAsyncEnumerable<JSONMessage> Build(Dictionary<string, AuthConfig>? registries) => client.Images.BuildImageFromDockerfileAsync(
            new() { Version = 1 }, Tars.Dockerfile($"FROM {image.Name}"), registries);

        var refused = await Build(registries: null).AllAsync();
        var built = await Build(new() { [Lab.Registry.Address] = account }).AllAsync();

        Assert.Contains("no basic auth credentials", refused[^1].ErrorMessage, StringComparison.Ordinal);
        Assert.Null(built[^1].ErrorMessage);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task BuildKit_FromAPrivateBase_WantsASessionUntilTheBaseIsPulled(string engine)
    {
        using var client = Engines.Connect(engine);
        var account = new AuthConfig { Username = Lab.Registry.User, Password = Lab.Registry.Password };
        await using var image = await TestImage.TagAsync(client, Lab.Registry.NewRepository());
        await client.Images.PushImageAsync(image.Name, auth: account).AllAsync();
        await client.Images.DeleteImageAsync(image.Name);
        Task<List<JSONMessage>> BuildAsync() => client.Images.BuildImageFromDockerfileAsync(
            new() { Version = 2 }, Tars.Dockerfile($"FROM {image.Name}"), new Dictionary<string, AuthConfig> { [Lab.Registry.Address] = account }).AllAsync();

        var refused = await BuildAsync();
        await client.Images.CreateImageAsync(new() { FromImage = image.Name }, account).AllAsync();
        var built = await BuildAsync();

        Assert.Contains("no active sessions", refused[^1].ErrorMessage, StringComparison.Ordinal);
        Assert.DoesNotContain(built, message => message.ErrorMessage is not null);
    }

    /// <summary>28.5 only: BuildKit of 20.10 speaks HTTPS to insecure registries too.</summary>
    [Fact]
    public async Task BuildKit_FromAnOpenRegistry_PullsTheBaseItself()
    {
        using var client = Engines.Connect(Engines.Docker28);
        await using var image = await TestImage.TagAsync(client, Lab.PlainRegistry.NewRepository());
        await client.Images.PushImageAsync(image.Name).AllAsync();
        await client.Images.DeleteImageAsync(image.Name);

        var messages = await client.Images.BuildImageFromDockerfileAsync(new() { Version = 2 }, Tars.Dockerfile($"FROM {image.Name}", "ENV A=1")).AllAsync();

        Assert.DoesNotContain(messages, message => message.ErrorMessage is not null);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Build_Quiet_SaysOnlyTheImage(string engine)
    {
        using var client = Engines.Connect(engine);
        var context = Tars.Dockerfile("FROM lab/base:1", "ENV A=1");

        var messages = await client.Images.BuildImageFromDockerfileAsync(new() { Version = 1, Quiet = true }, context).AllAsync();

        Assert.StartsWith("sha256:", Assert.Single(messages).Stream, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task PruneBuildCache_OfCacheMounts_TellsWhatIsGone(string engine)
    {
        using var client = Engines.Connect(engine);
        var context = Tars.Dockerfile("FROM lab/base:1", $"RUN --mount=type=cache,id={Guid.NewGuid():N},target=/cache head -c 100000 /dev/zero >/cache/x");
        Assert.Null((await client.Images.BuildImageFromDockerfileAsync(new() { Version = 2, NoCache = true }, context).AllAsync())[^1].ErrorMessage);

        // BuildKit lets go of a mount a moment after the build's last word.
        BuildCachePruneResponse pruned;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        do
        {
            pruned = await client.Images.PruneBuildCacheAsync(new() { All = true, Filters = new() { { "type", "exec.cachemount" } } }, limit.Token);
        }
        while (pruned.CachesDeleted.Count == 0);

        Assert.InRange(pruned.SpaceReclaimed, 100_000, long.MaxValue);
    }

    [Fact]
    public async Task Build_OnPodman_ComesWithItsOutput()
    {
        using var client = Engines.Connect(Engines.Podman);
        await using var image = new TestImage(client, $"localhost/{TestImage.NewRepository()}:1");

        var messages = await client.Images.BuildImageFromDockerfileAsync(new() { Tags = [image.Name] }, Tars.Dockerfile("FROM localhost/lab/base:1", "ENV A=1")).AllAsync();

        Assert.DoesNotContain(messages, message => message.ErrorMessage is not null);
        Assert.Contains("A=1", (await client.Images.InspectImageAsync(image.Name)).Config.Env!);
    }

    private static string Output(IEnumerable<BuildKitEvent> events, BuildKitVertex step, bool stderr) => string.Concat(events
        .OfType<BuildKitLog>()
        .Where(log => log.Vertex == step.Digest && log.IsStderr == stderr)
        .Select(log => Encoding.UTF8.GetString(log.Text.Span)));

    private static async Task<string> FileAsync(DockerClient client, string image, string path)
    {
        await using var container = await TestContainer.CreateAsync(client, new() { Image = image, Cmd = ["true"] });
        await using var archive = await client.Containers.GetArchiveFromContainerAsync(container.Id, "/" + path);
        return (await Tars.ReadAsync(archive.Stream))[path];
    }
}
