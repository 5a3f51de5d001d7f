using Portainer.Data.Registries;
using Portainer.Engine;
using Portainer.Registries.Browse;

namespace Portainer.Tests.Registries;

public sealed class BrowseTextTests
{
    private static readonly RegistryManifest Manifest = new()
    {
        Repository = "team/web",
        Digest = "sha256:aa",
        MediaType = RegistryMediaTypes.OciManifest,
        Raw = default,
        Layers = [new("tar", "sha256:one", 10), new("tar", "sha256:two", 20)],
    };

    [Theory]
    [InlineData("nginx", "library/nginx", "nginx:1")]
    [InlineData("docker.io/team/app", "team/app", "team/app:1")]
    public void Hub_TypedName_IsItsRepository(string typed, string repository, string image)
    {
        using var session = Session("docker.io");

        Assert.Equal((repository, image), (session.RepositoryOf(typed), session.ImageName(repository, "1")));
    }

    [Theory]
    [InlineData(" registry.example:5000/team/app ")]
    [InlineData("team/app:1.2")]
    [InlineData("team/app/")]
    public void OtherRegistry_TypedName_LosesHostAndTag(string typed)
    {
        using var session = Session("registry.example:5000");

        Assert.Equal("team/app", session.RepositoryOf(typed));
        Assert.Equal("registry.example:5000/team/app@sha256:aa", session.ImageName("team/app", "sha256:aa"));
    }

    [Fact]
    public void UsedOnEngines_BelowThePath_OnlyThose()
    {
        using var session = new RegistrySession(EngineApp.Administrator, Registry("registry.example/team"), new(new("registry.example")), ["team/app", "teamwork/app", "team"]);

        Assert.Equal(["team/app", "team"], session.UsedOnEngines);
    }

    [Fact]
    public void Layers_HistoryThatFits_NamesEachByItsCommand()
    {
        var config = new RegistryImageConfig
        {
            History =
            [
                new(null, "/bin/sh -c #(nop) ADD file:1 in / ", "", false), new(null, "/bin/sh -c #(nop)  CMD [\"sh\"]", "", true), new(null, "/bin/sh -c make", "", false),
            ],
        };

        Assert.Equal(
            [new(1, "ADD file:1 in /", 10, "sha256:one"), new(null, "CMD [\"sh\"]", null, ""), new(2, "RUN make", 20, "sha256:two")],
            LayerLine.Of(Manifest, config));
    }

    [Fact]
    public void Layers_HistoryThatDoesNotFit_AreShownWithoutIt() =>
        Assert.Equal([10, 20], LayerLine.Of(Manifest, new() { History = [new(null, "x", "", false)] }).Select(line => line.Size));

    [Fact]
    public void Size_OfTwoPlatforms_CountsSharedLayersOnce()
    {
        var arm = Manifest with { Config = new("c", "sha256:config-arm", 1), Layers = [Manifest.Layers[0]] };
        var amd = Manifest with { Config = new("c", "sha256:config-amd", 2) };

        Assert.Equal(33, new TagImage(Manifest, [new("linux/arm64", arm, null), new("linux/amd64", amd, null)]).Size);
    }

    private static RegistrySession Session(string url) => new(EngineApp.Administrator, Registry(url), new(new(url)), []);

    private static Registry Registry(string url) => new() { Id = 1, Name = "r", Url = url };
}
