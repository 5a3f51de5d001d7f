using Portainer.Containers.Create;
using Portainer.Engine;

namespace Portainer.Tests.Containers.Create;

/// <summary>What a container only has from its image or its engine is not frozen in.</summary>
public sealed class ImageDefaultsTests
{
    private const string Hash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private static readonly ContainerConfig Image = new()
    {
        Entrypoint = ["/entry"],
        Cmd = ["serve"],
        Env = ["PATH=/bin", "VERSION=1"],
        Labels = new Dictionary<string, string> { ["v"] = "1", ["mine"] = "image" },
        WorkingDir = "/srv",
        User = "app",
        Healthcheck = new() { Test = ["CMD-SHELL", "check"], Interval = 5_000_000_000, Retries = 3 },
        ExposedPorts = new Dictionary<string, EmptyStruct> { ["80/tcp"] = new() },
        Volumes = new Dictionary<string, EmptyStruct> { ["/data"] = new() },
    };

    [Fact]
    public void From_NothingOfItsOwn_IsBlank()
    {
        var draft = Read(_ => { });
        Assert.Null(draft.Entrypoint);
        Assert.Equal(("", "", "", HealthMode.Image, ""), (draft.Command, draft.WorkingDir, draft.User, draft.HealthMode, draft.HealthInterval));
        Assert.Empty(draft.Environment);
        Assert.Empty(draft.Labels);
        Assert.Empty(draft.Mounts);
        Assert.Empty(draft.Expose);
        Assert.Equal("", draft.Hostname);
    }

    [Fact]
    public void From_WhatDiffers_IsKeptAndTheRestFollowsTheImage()
    {
        var draft = Read(container =>
        {
            container.Config.Env = ["VERSION=2", "MINE=1", "PATH=/bin"];
            container.Config.Labels!["mine"] = "own";
            container.Config.Healthcheck = new() { Test = ["CMD-SHELL", "check"], Interval = 9_000_000_000, Retries = 3 };
        });
        Assert.Equal(["VERSION=2", "MINE=1"], draft.Environment.Select(EnvRows.Text));
        Assert.Equal("mine", Assert.Single(draft.Labels).Name);
        Assert.Equal((HealthMode.Image, "9s", ""), (draft.HealthMode, draft.HealthInterval, draft.HealthRetries));
        Assert.Null(draft.ToParameters().Healthcheck!.Test);
    }

    [Theory]
    [InlineData("/entry", "other", null, "other")]
    [InlineData("/own", "serve", "/own", "serve")]
    [InlineData("/own", "", "/own", "")]
    [InlineData("/entry", "", "/entry", "")]
    [InlineData("", "serve", "", "serve")]
    public void From_EntrypointAndCommand_AreComparedTogether(string entrypoint, string command, string? draftEntrypoint, string draftCommand)
    {
        var draft = Read(container =>
        {
            container.Config.Entrypoint = entrypoint.Length == 0 ? null : [entrypoint];
            container.Config.Cmd = command.Length == 0 ? null : [command];
        });
        Assert.Equal((draftEntrypoint, draftCommand), (draft.Entrypoint, draft.Command));
    }

    [Fact]
    public void From_NetworkOfAnotherContainer_HasNoHostNameOfItsOwn()
    {
        var draft = Read(container =>
        {
            container.HostConfig.NetworkMode = "container:" + Hash;
            container.Config.Hostname = "borrowed";
            container.Config.Domainname = "borrowed.test";
        });
        Assert.Equal(("", ""), (draft.Hostname, draft.Domain));
        Assert.Null(draft.ToParameters().Hostname);
    }

    [Fact]
    public void ToParameters_OneFieldChanged_LeavesWhatTheFormDoesNotKnow()
    {
        var draft = Read(container =>
        {
            container.Config.StdinOnce = true;
            container.HostConfig.MaskedPaths = ["/proc/kcore"];
            container.HostConfig.Rest = new Dictionary<string, System.Text.Json.JsonElement> { ["Tomorrow"] = System.Text.Json.JsonSerializer.SerializeToElement(1) };
        });
        draft.Memory = "64m";
        var parameters = draft.ToParameters();
        Assert.True(parameters.StdinOnce);
        Assert.Equal(["/proc/kcore"], parameters.HostConfig!.MaskedPaths!);
        Assert.True(parameters.HostConfig.Rest!.ContainsKey("Tomorrow"));
        Assert.Equal(64 * 1024 * 1024, parameters.HostConfig.Memory);
    }

    [Fact]
    public void Carry_AnonymousVolumes_AreMountedByNameAndForgottenOnTheNextEdit()
    {
        var old = Container();
        old.Mounts = [new() { Type = "volume", Name = Hash, Destination = "/data", RW = true }];
        var parameters = ContainerDraft.From(old, Image).ToParameters();
        AnonymousVolumes.Carry(old, parameters);
        Assert.Equal([$"{Hash}:/data"], parameters.HostConfig!.Binds!);

        var next = Container();
        next.HostConfig.Binds = parameters.HostConfig.Binds;
        Assert.Empty(ContainerDraft.From(next, Image).Mounts);
    }

    [Fact]
    public void Carry_ANewMountAtThatPlace_Wins()
    {
        var old = Container();
        old.Mounts = [new() { Type = "volume", Name = Hash, Destination = "/data", RW = true }];
        var draft = ContainerDraft.From(old, Image);
        draft.Mounts.Add(new() { Source = "named", Target = "/data" });
        var parameters = draft.ToParameters();
        AnonymousVolumes.Carry(old, parameters);
        Assert.Equal(["named:/data"], parameters.HostConfig!.Binds!);
    }

    private static ContainerDraft Read(Action<ContainerInspectResponse> change)
    {
        var container = Container();
        change(container);
        return ContainerDraft.From(container, Image);
    }

    private static ContainerInspectResponse Container() => new()
    {
        ID = Hash,
        Name = "/web",
        HostConfig = new() { NetworkMode = "bridge" },
        Config = DraftOrigin.Copy(new ContainerConfig
        {
            Image = "app:1",
            Hostname = Hash[..12],
            Entrypoint = Image.Entrypoint,
            Cmd = Image.Cmd,
            Env = Image.Env,
            Labels = Image.Labels,
            WorkingDir = Image.WorkingDir,
            User = Image.User,
            Healthcheck = Image.Healthcheck,
            ExposedPorts = Image.ExposedPorts,
            Volumes = Image.Volumes,
        }),
    };
}
