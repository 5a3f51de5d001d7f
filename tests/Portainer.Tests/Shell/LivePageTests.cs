using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Portainer.Access;
using Portainer.Data;
using Portainer.Data.Endpoints;
using Portainer.Data.Migrations;
using Portainer.Fleet;
using Portainer.Tests.Ui;

namespace Portainer.Tests.Shell;

public sealed class LivePageTests : UiTest, IAsyncLifetime
{
    // Changes are paced by the real clock here; what is asserted never is.
    public LivePageTests()
        : base(services => services.AddSingleton(TimeProvider.System).AddLogging()
            .AddPortainerData(new() { Folder = Path.Combine(Path.GetTempPath(), $"portainer-live-{Guid.NewGuid():N}") })
            .AddFleet([]).AddGate([]))
    {
        DefaultWaitTimeout = TimeSpan.FromSeconds(30);
        var root = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, "1"), new(ClaimTypes.Name, "root"), new(ClaimTypes.Role, Roles.Administrator)], "test");
        RenderTree.Add<CascadingValue<Task<AuthenticationState>>>(cascade => cascade.Add(value => value.Value, Task.FromResult(new AuthenticationState(new(root)))));
    }

    private EndpointStore Store => Get<EndpointStore>();

    public Task InitializeAsync() => Get<Migrator>().MigrateAsync(CancellationToken.None);

    async Task IAsyncLifetime.DisposeAsync()
    {
        await Get<FleetWatch>().StopAsync(CancellationToken.None);
        var folder = Get<DataFolder>().Path;
        await DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Page_EndpointGetsAnotherAddress_ShowsWhatComesAfter()
    {
        var endpoint = await AddAsync("first");
        var page = Render<NamePage>(parameters => parameters.Add(page => page.Endpoint, endpoint.Id));
        await ShowsAsync(page, "first");

        endpoint = await ChangeAsync(endpoint with { Url = "unix:///nowhere/moved.sock" });
        await ChangeAsync(endpoint with { Name = "second" });

        await ShowsAsync(page, "second");
    }

    [Fact]
    public async Task Page_EndpointRemoved_NoLongerShowsIt()
    {
        var endpoint = await AddAsync("doomed");
        var page = Render<NamePage>(parameters => parameters.Add(page => page.Endpoint, endpoint.Id));
        await ShowsAsync(page, "doomed");

        await Store.DeleteAsync(endpoint.Id, CancellationToken.None);
        await Get<FleetWatch>().SynchroniseAsync(CancellationToken.None);

        await ShowsAsync(page, "");
    }

    private static Task ShowsAsync(IRenderedComponent<NamePage> page, string name) =>
        page.WaitForAssertionAsync(() => Assert.Equal(name, page.Find("h1").TextContent));

    private async Task<DockerEndpoint> AddAsync(string name)
    {
        var endpoint = await Store.CreateAsync(new(name, "unix:///nowhere/docker.sock"), CancellationToken.None);
        await Get<FleetWatch>().SynchroniseAsync(CancellationToken.None);
        return endpoint;
    }

    private async Task<DockerEndpoint> ChangeAsync(DockerEndpoint endpoint)
    {
        var changed = await Store.UpdateAsync(endpoint, CancellationToken.None);
        await Get<FleetWatch>().SynchroniseAsync(CancellationToken.None);
        return changed;
    }
}
