using Portainer.Containers.Create;

namespace Portainer.Tests.Containers.Create;

/// <summary>Commands read into drafts, and drafts written as commands.</summary>
public sealed class DockerRunCommandTests
{
    // A command line has no words for these: exec-form health checks do not come from it.
    public static TheoryData<string> Names => [.. DraftSamples.Fields.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Parse_WhatWasRendered_IsTheSameDraft(string name)
    {
        var draft = DraftSamples.With(name);
        AssertSame(draft, DockerRunText.From(draft));
    }

    [Fact]
    public void Parse_EverythingRendered_IsTheSameDraft()
    {
        // With no health check there is none of its times either.
        var draft = DraftSamples.All();
        (draft.HealthMode, draft.HealthCommand) = (HealthMode.Shell, "true");
        // Links go with the network, of which there is one of the user's own here.
        draft.Links.Clear();
        AssertSame(draft, DockerRunText.From(draft));
    }

    [Fact]
    public void Parse_TheBooksExample_FillsTheForm()
    {
        var pasted = DockerRunCommand.Parse("docker container run -d --name cluster --pull always -P -p 8080:80 russmckendrick/cluster");
        Assert.Empty(pasted.Warnings);
        Assert.Equal(("cluster", "russmckendrick/cluster", true, true), (pasted.Draft!.Name, pasted.Draft.Image, pasted.Draft.AlwaysPull, pasted.Draft.PublishAll));
        Assert.Equal(("8080", "80"), (pasted.Draft.Ports[0].HostPort, pasted.Draft.Ports[0].ContainerPort));
    }

    [Fact]
    public void Parse_OptionsOfTheBooks_AreAllTaken()
    {
        var pasted = DockerRunCommand.Parse("""
            docker run -itd --cap-drop setuid --cap-drop setgid --cap-add all --cap-drop sys-admin --net=host --pid=host --ipc=host \
              -v /tmp/:/tmp/host:Z --cap-add=NET_ADMIN -m 128m --cpu-shares=512 --cpuset-cpus=0-3 --ulimit nproc=2048:4096 \
              --device=/dev/snd:/dev/snd:r --dns 8.8.8.8 -p 1.2.3.4:80:80 -p8443:443 -p 53:53/udp -eA=1 busybox top -b
            """);
        var draft = pasted.Draft!;
        Assert.Empty(pasted.Warnings);
        Assert.True(draft.Interactive && draft.Terminal);
        Assert.Equal(["SETUID", "SETGID", "SYS_ADMIN"], draft.CapDrop);
        Assert.Equal(["ALL", "NET_ADMIN"], draft.CapAdd);
        Assert.Equal(("host", "host", "host"), (draft.Networks[0].Name, draft.PidMode, draft.IpcMode));
        Assert.Equal(("bind", "/tmp/", "/tmp/host", "Z"), (draft.Mounts[0].Type, draft.Mounts[0].Source, draft.Mounts[0].Target, draft.Mounts[0].Relabel));
        Assert.Equal(("128m", "512", "0-3"), (draft.Memory, draft.CpuShares, draft.CpuSet));
        Assert.Equal(("nproc", "2048", "4096"), (draft.Ulimits[0].Name, draft.Ulimits[0].Soft, draft.Ulimits[0].Hard));
        Assert.Equal(("/dev/snd", "r"), (draft.Devices[0].Host, draft.Devices[0].Permissions));
        Assert.Equal(["1.2.3.4/80/80/tcp", "/8443/443/tcp", "/53/53/udp"], draft.Ports.Select(row => $"{row.HostIP}/{row.HostPort}/{row.ContainerPort}/{row.Protocol}"));
        Assert.Equal(("busybox", "top -b", "1"), (draft.Image, draft.Command, draft.Environment[0].Value));
    }

    [Theory]
    [InlineData("$ sudo docker run nginx")]
    [InlineData("DOCKER_BUILDKIT=1 docker run nginx")]
    [InlineData("podman run nginx")]
    [InlineData("docker create nginx")]
    [InlineData("/usr/bin/docker container create nginx")]
    [InlineData("docker run -d ^\r\n  nginx")]
    [InlineData("docker run -d `\r\n  nginx")]
    [InlineData("docker run\n  --detach\n  -- nginx")]
    [InlineData("run nginx")]
    [InlineData("docker run nginx # a comment")]
    public void Parse_HoweverItIsStarted_FindsTheImage(string text)
    {
        var pasted = DockerRunCommand.Parse(text);
        Assert.Empty(pasted.Warnings);
        Assert.Equal("nginx", pasted.Draft!.Image);
        Assert.Equal("", pasted.Draft.Command);
    }

    [Theory]
    [InlineData("docker run --frobnicate=3 nginx", "--frobnicate=3")]
    [InlineData("docker run -Z nginx", "-Z")]
    [InlineData("docker run --env-file .env nginx", "--env-file")]
    [InlineData("docker run -a stdout nginx", "--attach")]
    [InlineData("docker run --cidfile /tmp/x nginx", "--cidfile")]
    [InlineData("docker -H tcp://far:2375 run nginx", "-H tcp://far:2375")]
    [InlineData("docker run -v $PWD:/src nginx", "$PWD")]
    [InlineData("docker run -v \"$(pwd)/a b\":/src nginx", "$(pwd)")]
    [InlineData("docker run -e HOME nginx", "-e HOME")]
    [InlineData("docker run --mount type=bind,wrong=1 nginx", "wrong")]
    [InlineData("docker run nginx && echo done", "&& echo done")]
    [InlineData("docker run nginx > out.txt 2>&1", "> out.txt")]
    [InlineData("docker run --name", "--name")]
    public void Parse_WhatCannotBeTaken_IsTold(string text, string mention) =>
        Assert.Contains(DockerRunCommand.Parse(text).Warnings, warning => warning.Contains(mention, StringComparison.Ordinal));

    [Fact]
    public void Parse_Variable_StaysAsItIsWritten()
    {
        var pasted = DockerRunCommand.Parse("docker run -v \"$HOME/data dir\":/data -e 'KEEP=$HOME' nginx");
        Assert.Equal("$HOME/data dir", pasted.Draft!.Mounts[0].Source);
        Assert.Equal("bind", pasted.Draft.Mounts[0].Type);
        Assert.Single(pasted.Warnings);
    }

    [Theory]
    [InlineData("docker ps")]
    [InlineData("ls -l")]
    [InlineData("")]
    [InlineData("docker run 'nginx")]
    public void Parse_NoCommandThatCreates_SaysSo(string text)
    {
        var pasted = DockerRunCommand.Parse(text);
        Assert.Null(pasted.Draft);
        Assert.Single(pasted.Warnings);
    }

    [Fact]
    public void From_EntrypointOfSeveralWords_PutsTheRestBeforeTheCommand() =>
        Assert.Equal("docker run -d --entrypoint sh nginx -c 'echo hi' there", DockerRunText.From(new() { Image = "nginx", Entrypoint = "sh -c 'echo hi'", Command = "there" }));

    private static void AssertSame(ContainerDraft draft, string text)
    {
        var pasted = DockerRunCommand.Parse(text);
        Assert.DoesNotContain(pasted.Warnings, warning => !warning.StartsWith("-e GONE", StringComparison.Ordinal));
        Assert.Equal(DraftSamples.Text(draft), DraftSamples.Text(pasted.Draft!));
    }
}
