using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Portainer.Engine;

namespace Portainer.Images.BuildKit;

/// <summary>
/// Answers BuildKit while it builds: it calls back over a connection that we opened, as a client of HTTP/2, and asks for the account of
/// a registry or for a secret. A small Kestrel serves that one connection; nothing of it listens anywhere.
/// </summary>
internal sealed class BuildSession : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly OneConnection _connection;

    private BuildSession(string id, WebApplication server, OneConnection connection) => (Id, _server, _connection) = (id, server, connection);

    /// <summary>For <see cref="ImageBuildParameters.Session"/>.</summary>
    public string Id { get; }

    /// <param name="accountOf">The account for a registry's host ("registry-1.docker.io"), or null for none.</param>
    /// <param name="secrets">By id, for <c>RUN --mount=type=secret,id=...</c>.</param>
    /// <exception cref="DockerApiException">The engine has no build sessions.</exception>
    public static async Task<BuildSession> OpenAsync(
        DockerClient client, Func<string, CancellationToken, Task<AuthConfig?>> accountOf, IReadOnlyDictionary<string, byte[]> secrets, CancellationToken cancellationToken)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var (stream, received) = await client.Images.OpenBuildSessionAsync(id, SessionCalls.Methods, cancellationToken);
        var connection = new OneConnection(stream, received);
        var server = Serve(connection, new(accountOf, secrets));
        await server.StartAsync(cancellationToken);
        return new(id, server, connection);
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _server.DisposeAsync();
    }

    private static WebApplication Serve(OneConnection connection, SessionCalls calls)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddSingleton<IConnectionListenerFactory>(connection);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(OneConnection.Place, listen => listen.Protocols = HttpProtocols.Http2);
        });
        var server = builder.Build();
        server.Run(calls.AnswerAsync);
        return server;
    }
}
