using Microsoft.Extensions.DependencyInjection;
using Portainer.Access;
using Portainer.Data.Endpoints;
using Portainer.People;

namespace Portainer.Tests.People;

/// <summary>The product with a database of its own and no engine to speak of, and its administrator.</summary>
internal sealed class PeopleHost : IAsyncDisposable
{
    public const string Password = "another correct horse";
    private readonly RunningApp _app;
    private readonly IServiceScope _scope;

    private PeopleHost(RunningApp app, int administrator)
    {
        (_app, _scope) = (app, app.Services.CreateScope());
        Admin = new(administrator, "admin", true) { Book = Get<AccessBook>() };
    }

    public RunningApp App => _app;

    public Caller Admin { get; }

    public UserActions Users => Get<UserActions>();

    public TeamActions Teams => Get<TeamActions>();

    public static async Task<PeopleHost> StartAsync()
    {
        var app = await RunningApp.StartWithAdministratorAsync();
        return new(app, (await app.AdministratorAsync()).Id);
    }

    public T Get<T>()
        where T : notnull => _scope.ServiceProvider.GetRequiredService<T>();

    /// <summary>A new standard user who can sign in with <see cref="Password"/>.</summary>
    public async Task<Caller> PersonAsync(string name)
    {
        var user = await Users.AddAsync(Admin, new() { Name = name, Password = Password }, default);
        return new(user.Id, name, false) { Book = Get<AccessBook>() };
    }

    /// <summary>An endpoint where nobody answers.</summary>
    public Task<DockerEndpoint> EndpointAsync(string name) => Get<EndpointStore>().CreateAsync(new(name, "tcp://127.0.0.1:1"), default);

    public async Task<bool> SignsInAsync(string name, string password)
    {
        using var browser = _app.NewBrowser();
        using var answer = await browser.SignInAsync(name, password);
        return answer.StatusCode == System.Net.HttpStatusCode.Redirect;
    }

    public async ValueTask DisposeAsync()
    {
        _scope.Dispose();
        await _app.DisposeAsync();
    }
}
