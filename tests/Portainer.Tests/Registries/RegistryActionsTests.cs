using Portainer.Access;
using Portainer.Data.Registries;
using Portainer.Engine;
using Portainer.Registries;
using Portainer.Testing;

namespace Portainer.Tests.Registries;

/// <summary>Against the lab's registries.</summary>
public sealed class RegistryActionsTests
{
    [Fact]
    public async Task Actions_StandardUser_AreRefused()
    {
        await using var host = await RegistryHost.StartAsync();
        var stored = await host.AddAsync("registry.example");

        await Assert.ThrowsAsync<AccessDeniedException>(() => host.Actions.ListAsync(RegistryHost.Alice, CancellationToken.None));
        await Assert.ThrowsAsync<AccessDeniedException>(() => host.Actions.FindAsync(RegistryHost.Alice, stored.Id, CancellationToken.None));
        await Assert.ThrowsAsync<AccessDeniedException>(() => host.Actions.CreateAsync(RegistryHost.Alice, Draft(), CancellationToken.None));
        await Assert.ThrowsAsync<AccessDeniedException>(() => host.Actions.UpdateAsync(RegistryHost.Alice, stored, Draft(), CancellationToken.None));
        await Assert.ThrowsAsync<AccessDeniedException>(() => host.Actions.TestAsync(RegistryHost.Alice, Draft(), stored, CancellationToken.None));
        await Assert.ThrowsAsync<AccessDeniedException>(() => host.Actions.DeleteAsync(RegistryHost.Alice, stored.Id, CancellationToken.None));
    }

    [Fact]
    public async Task Test_StoredPassword_IsUsedWhenNoneIsTyped()
    {
        await using var host = await RegistryHost.StartAsync();
        var stored = await host.Actions.CreateAsync(RegistryHost.Admin, Draft(), CancellationToken.None);

        var sentence = await host.Actions.TestAsync(RegistryHost.Admin, RegistryDraft.From(stored), stored, CancellationToken.None);

        Assert.Equal($"{Lab.Registry.Address} answered and accepts {Lab.Registry.User}.", sentence);
    }

    [Fact]
    public async Task Test_WrongPassword_IsTellable()
    {
        await using var host = await RegistryHost.StartAsync();
        var draft = Draft();
        draft.Password = "wrong";

        var failure = await Assert.ThrowsAsync<RegistryException>(() => host.Actions.TestAsync(RegistryHost.Admin, draft, null, CancellationToken.None));

        Assert.Equal(RegistryFailure.WrongPassword, failure.Failure);
        Assert.True(Failures.IsTellable(failure));
    }

    [Fact]
    public async Task Test_PlainRegistry_SaysThatNoAccountWasAskedFor()
    {
        await using var host = await RegistryHost.StartAsync();
        var draft = new RegistryDraft { Url = Lab.PlainRegistry.Address, Transport = RegistryTransportMode.Plain, HasAccount = false };

        Assert.Contains("without an account", await host.Actions.TestAsync(RegistryHost.Admin, draft, null, CancellationToken.None), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Test_BrokenCaFile_NamesTheField()
    {
        await using var host = await RegistryHost.StartAsync();
        var draft = Draft();
        draft.CaPem = "-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----";

        var failure = await Assert.ThrowsAsync<RegistryAccountException>(() => host.Actions.TestAsync(RegistryHost.Admin, draft, null, CancellationToken.None));

        Assert.Equal(nameof(RegistryDraft.CaPem), failure.Field);
    }

    [Theory]
    [InlineData("elsewhere.example:5000", null)]
    [InlineData(null, "somebody-else")]
    public async Task StoredPassword_OtherHostOrUser_IsNotSentThere(string? url, string? user)
    {
        await using var host = await RegistryHost.StartAsync();
        var stored = await host.Actions.CreateAsync(RegistryHost.Admin, Draft(), CancellationToken.None);
        var draft = RegistryDraft.From(stored);
        draft.Url = url ?? draft.Url;
        draft.UserName = user ?? draft.UserName;

        var tested = await Assert.ThrowsAsync<RegistryAccountException>(() => host.Actions.TestAsync(RegistryHost.Admin, draft, stored, CancellationToken.None));
        var saved = await Assert.ThrowsAsync<RegistryAccountException>(() => host.Actions.UpdateAsync(RegistryHost.Admin, stored, draft, CancellationToken.None));

        Assert.Equal((nameof(RegistryDraft.Password), nameof(RegistryDraft.Password)), (tested.Field, saved.Field));
    }

    [Fact]
    public async Task Update_NothingTyped_KeepsPasswordAndCa()
    {
        await using var host = await RegistryHost.StartAsync();
        var stored = await host.Actions.CreateAsync(RegistryHost.Admin, Draft(), CancellationToken.None);
        var draft = RegistryDraft.From(stored);
        draft.Name = "Renamed";

        var saved = await host.Actions.UpdateAsync(RegistryHost.Admin, stored, draft, CancellationToken.None);

        Assert.Equal(("Renamed", true, stored.CaPem), (saved.Name, saved.HasSecret, saved.CaPem));
        Assert.Equal(Lab.Registry.Password, (await host.Store.SecretAsync(saved.Id, CancellationToken.None)).Clear);
    }

    [Fact]
    public async Task Create_TakenName_NamesTheField()
    {
        await using var host = await RegistryHost.StartAsync();
        await host.Actions.CreateAsync(RegistryHost.Admin, Draft(), CancellationToken.None);

        var failure = await Assert.ThrowsAsync<RegistryAccountException>(() => host.Actions.CreateAsync(RegistryHost.Admin, Draft(), CancellationToken.None));

        Assert.Equal(nameof(RegistryDraft.Name), failure.Field);
    }

    [Fact]
    public async Task Create_DockerHub_NeedsNoAddress()
    {
        await using var host = await RegistryHost.StartAsync();
        var draft = new RegistryDraft { Name = "Hub", Kind = RegistryKind.DockerHub, UserName = "ci", Password = "p", Transport = RegistryTransportMode.Plain };

        var saved = await host.Actions.CreateAsync(RegistryHost.Admin, draft, CancellationToken.None);

        Assert.Equal(("docker.io", false, RegistryKind.DockerHub), (saved.Url, saved.PlainHttp, saved.Kind));
    }

    private static RegistryDraft Draft() => new()
    {
        Name = "Lab",
        Url = Lab.Registry.Address,
        UserName = Lab.Registry.User,
        Password = Lab.Registry.Password,
        CaPem = File.ReadAllText(Lab.Registry.CaFile),
    };
}
