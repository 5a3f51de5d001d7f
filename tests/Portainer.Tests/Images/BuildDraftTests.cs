using System.Formats.Tar;
using System.Text;
using Portainer.Images;
using Portainer.Images.Build;

namespace Portainer.Tests.Images;

public sealed class BuildDraftTests
{
    [Fact]
    public void ToParameters_EveryField_ReachesTheEngine()
    {
        var draft = new BuildDraft
        {
            Source = BuildSource.Remote,
            Url = " https://git.example.com/app.git#main ",
            DockerfilePath = "docker/Dockerfile",
            Names = "team/app:1, team/app:latest\nother",
            Target = "test",
            Platform = "linux/arm64",
            Network = "host",
            NoCache = true,
            Pull = true,
            Builder = 2,
        };
        draft.Arguments.Add(new() { Name = "A", Value = "1" });
        draft.Arguments.Add(new() { Value = "no name, not sent" });
        draft.Labels.Add(new() { Name = "l", Value = "2" });

        var parameters = draft.ToParameters();

        Assert.Equal("https://git.example.com/app.git#main", parameters.RemoteContext);
        Assert.Equal("docker/Dockerfile", parameters.Dockerfile);
        Assert.Equal(["team/app:1", "team/app:latest", "other:latest"], parameters.Tags);
        Assert.Equal(("test", "linux/arm64", "host", true, true, 2), (parameters.Target, parameters.Platform, parameters.NetworkMode, parameters.NoCache, parameters.Pull, parameters.Version));
        Assert.Equal([new("A", "1")], parameters.BuildArgs!);
        Assert.Equal([new("l", "2")], parameters.Labels!);
    }

    [Fact]
    public void ToParameters_WhatCannotBeSent_IsASentence()
    {
        Assert.Throws<BuildDraftException>(() => new BuildDraft { Dockerfile = " " }.ToParameters());
        Assert.Throws<BuildDraftException>(() => new BuildDraft { Source = BuildSource.Remote }.ToParameters());
        Assert.Throws<ImageNameException>(() => new BuildDraft { Names = "Upper Case" }.ToParameters());
        var twice = new BuildDraft();
        twice.Arguments.Add(new() { Name = "A" });
        twice.Arguments.Add(new() { Name = " A" });
        Assert.Contains("A is there twice", Assert.Throws<BuildDraftException>(() => twice.ToParameters()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ToParameters_SecretMounts_NeedBuildKit()
    {
        var draft = new BuildDraft();
        draft.SecretMounts.Add(new() { Name = "pin", Value = "4711" });

        Assert.Equal(BuildDraft.BuildKit, draft.ToParameters().Version);
        Assert.Equal("4711", Encoding.UTF8.GetString(draft.SecretFiles["pin"]));
        Assert.Equal(["4711"], draft.Secrets);
        draft.Builder = 1;
        Assert.Contains("classic builder", Assert.Throws<BuildDraftException>(() => draft.ToParameters()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Context_TypedDockerfile_IsATarWithUnixLines()
    {
        await using var tar = DockerfileContext.Create("FROM a\r\nRUN b\r\n", DateTimeOffset.UnixEpoch);
        using var reader = new TarReader(tar);
        var entry = await reader.GetNextEntryAsync();

        Assert.Equal("Dockerfile", entry!.Name);
        Assert.Equal("FROM a\nRUN b\n", await new StreamReader(entry.DataStream!, Encoding.UTF8).ReadToEndAsync());
    }

    [Fact]
    public void Secrets_NamesThatLookLikeSecrets_AreTheValuesToHide()
    {
        var draft = new BuildDraft();
        draft.Arguments.Add(new() { Name = "API_TOKEN", Value = "hunter22" });
        draft.Arguments.Add(new() { Name = "COLOUR", Value = "green" });

        Assert.Equal(["hunter22"], draft.Secrets);
    }
}
