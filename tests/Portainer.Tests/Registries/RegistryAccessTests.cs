using Portainer.Registries;

namespace Portainer.Tests.Registries;

public sealed class RegistryAccessTests
{
    [Theory]
    [InlineData("registry.example:5000/team/app:1", "team")]
    [InlineData("registry.example:5000/team/sub/app@sha256:0d17b565c37bcbd895e9d92315a05c1c3c9a29f762b011a10c54a66cd53c9b31", "team")]
    [InlineData("registry.example:5000/teamwork/app", "whole")]
    [InlineData("registry.example:5000/other/app", "whole")]
    [InlineData("registry.example/team/app", null)]
    [InlineData("nginx", "hub")]
    [InlineData("docker.io/library/nginx:1.27", "hub")]
    [InlineData("index.docker.io/team/app", "hub")]
    [InlineData("registry-1.docker.io/team/app", "hub")]
    [InlineData("open.example/app", null)]
    [InlineData("not an image", null)]
    public async Task For_NoChoice_IsTheLongestMatch(string image, string? user)
    {
        await using var host = await RegistryHost.StartAsync();
        await host.AddAsync("registry.example:5000", "whole");
        await host.AddAsync("registry.example:5000/team", "team");
        await host.AddAsync("https://index.docker.io/v1/", "hub");
        await host.AddAsync("open.example", "");

        var account = await host.Access.ForAsync(image, null, CancellationToken.None);

        Assert.Equal((user, user is null ? null : $"secret of {user}"), (account?.Username, account?.Password));
    }

    [Fact]
    public async Task For_DockerHub_IsNamedAsTheCliNamesIt()
    {
        await using var host = await RegistryHost.StartAsync();
        await host.AddAsync("docker.io");
        await host.AddAsync("registry.example/team");

        Assert.Equal("https://index.docker.io/v1/", (await host.Access.ForAsync("nginx", null, CancellationToken.None))!.ServerAddress);
        Assert.Equal("registry.example", (await host.Access.ForAsync("registry.example/team/x", null, CancellationToken.None))!.ServerAddress);
    }

    [Fact]
    public async Task For_ChosenAccount_WinsOverTheLongerMatch()
    {
        await using var host = await RegistryHost.StartAsync();
        var chosen = await host.AddAsync("registry.example", "chosen");
        await host.AddAsync("registry.example/team", "team");

        Assert.Equal("chosen", (await host.Access.ForAsync("registry.example/team/app", chosen.Id, CancellationToken.None))!.Username);
        Assert.Null(await host.Access.ForAsync("registry.example/team/app", RegistryAccess.Anonymous, CancellationToken.None));
    }

    [Fact]
    public async Task For_ChosenAccountOfAnotherRegistry_NeverSendsItsPasswordThere()
    {
        await using var host = await RegistryHost.StartAsync();
        var chosen = await host.AddAsync("registry.example", "chosen");

        var failure = await Assert.ThrowsAsync<RegistryAccountException>(() => host.Access.ForAsync("elsewhere.example/app", chosen.Id, CancellationToken.None));

        Assert.Contains("elsewhere.example", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task For_ChosenAccountThatIsGone_SaysSo()
    {
        await using var host = await RegistryHost.StartAsync();

        await Assert.ThrowsAsync<RegistryNotFoundException>(() => host.Access.ForAsync("registry.example/app", 99, CancellationToken.None));
    }

    [Fact]
    public async Task For_KeysLost_SaysWhichAccountAndWhatToDo()
    {
        await using var host = await RegistryHost.StartAsync();
        await host.AddAsync("registry.example", name: "Team");
        await host.LoseKeysAsync();

        var failure = await Assert.ThrowsAsync<RegistryAccountException>(() => host.Access.ForAsync("registry.example/app", null, CancellationToken.None));

        Assert.Contains("Team", failure.Message, StringComparison.Ordinal);
        Assert.Contains("keys/", failure.Message, StringComparison.Ordinal);
        Assert.Empty(await host.Access.ForBuildAsync(CancellationToken.None));
    }

    [Fact]
    public async Task ForBuild_SeveralAccounts_AreByServer()
    {
        await using var host = await RegistryHost.StartAsync();
        await host.AddAsync("docker.io", "hub");
        await host.AddAsync("registry.example", "whole");
        await host.AddAsync("registry.example/team", "team");
        await host.AddAsync("open.example", "");

        var accounts = await host.Access.ForBuildAsync(CancellationToken.None);

        Assert.Equal(["https://index.docker.io/v1/", "registry.example"], accounts.Keys.Order());
        Assert.Equal("whole", accounts["registry.example"].Username);
    }
}
