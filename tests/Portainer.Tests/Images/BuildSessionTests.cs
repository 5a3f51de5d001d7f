using System.Formats.Tar;
using System.Text;
using Portainer.Engine;
using Portainer.Images.BuildKit;
using Portainer.Testing;

namespace Portainer.Tests.Images;

/// <summary>BuildKit calls back for passwords and secrets: on real engines, with a real registry.</summary>
public sealed class BuildSessionTests
{
    private static readonly Dictionary<string, byte[]> NoSecrets = [];

    public static TheoryData<string> Engines => [nameof(Lab.Docker), nameof(Lab.Docker28)];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Build_FromABaseBehindAnAccount_AsksTheSessionForIt(string engine)
    {
        using var client = Client(engine);
        var account = new AuthConfig { Username = Lab.Registry.User, Password = Lab.Registry.Password };
        var name = $"{Lab.Registry.NewRepository()}:1";
        await client.Images.TagImageAsync("lab/base:1", new() { RepositoryName = name[..^2], Tag = "1" });
        await DrainAsync(client.Images.PushImageAsync(name, auth: account));
        await client.Images.DeleteImageAsync(name);
        var asked = new List<string>();

        await using var session = await BuildSession.OpenAsync(
            client,
            (host, _) =>
            {
                asked.Add(host);
                return Task.FromResult<AuthConfig?>(account);
            },
            NoSecrets,
            CancellationToken.None);
        var faults = await BuildAsync(client, session, $"FROM {name}\nRUN echo built");

        Assert.Empty(faults);
        Assert.Contains(Lab.Registry.Address, asked);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Build_WithASecret_HasItWhileItBuildsAndNotInTheImage(string engine)
    {
        using var client = Client(engine);
        var secrets = new Dictionary<string, byte[]> { ["token"] = Encoding.UTF8.GetBytes("s3cret") };
        await using var session = await BuildSession.OpenAsync(client, (_, _) => Task.FromResult<AuthConfig?>(null), secrets, CancellationToken.None);

        var faults = await BuildAsync(client, session, "FROM lab/base:1\nRUN --mount=type=secret,id=token test \"$(cat /run/secrets/token)\" = s3cret");
        Assert.Empty(faults);
        faults = await BuildAsync(client, session, "FROM lab/base:1\nRUN --mount=type=secret,id=other,required=true cat /run/secrets/other");
        Assert.Contains("other", Assert.Single(faults), StringComparison.Ordinal);
    }

    private static DockerClient Client(string engine) => new(new DockerClientOptions { Endpoint = $"unix://{(engine == nameof(Lab.Docker) ? Lab.Docker : Lab.Docker28)}" });

    private static async Task<List<string>> BuildAsync(DockerClient client, BuildSession session, string dockerfile)
    {
        var faults = new List<string>();
        await foreach (var message in client.Images.BuildImageFromDockerfileAsync(new() { Version = 2, Session = session.Id, NoCache = true }, Context(dockerfile)))
        {
            if (message.ErrorMessage is { } fault)
            {
                faults.Add(fault);
            }
        }

        return faults;
    }

    private static MemoryStream Context(string dockerfile)
    {
        var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, leaveOpen: true))
        {
            writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "Dockerfile") { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(dockerfile)) });
        }

        tar.Position = 0;
        return tar;
    }

    private static async Task DrainAsync(IAsyncEnumerable<JSONMessage> messages)
    {
        await foreach (var message in messages)
        {
            Assert.Null(message.ErrorMessage);
        }
    }
}
