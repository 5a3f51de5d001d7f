using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Portainer.Testing;

/// <summary>
/// Signs tokens for a registry, as hosted registries do it: RS256, for the scope that is asked for, as far as the asker has the right.
/// <c>admin</c> may do all, <c>reader</c> may pull, and who has no account may pull what lies below <c>open/</c>.
/// </summary>
public sealed class TokenServer : IAsyncDisposable
{
    public const string Password = "right";
    private const string Service = "lab";
    private readonly RSA _key = RSA.Create(2048);
    private readonly X509Certificate2 _certificate;
    private readonly string _bundle = Path.GetTempFileName();
    private readonly WebApplication _app;

    private TokenServer()
    {
        var now = TimeProvider.System.GetUtcNow();
        _certificate = new CertificateRequest("CN=token server", _key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
        {
            CertificateExtensions = { new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true) },
        }.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(_bundle, _certificate.ExportCertificatePem());
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = nameof(TokenServer) });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    /// <summary>What was asked: "USER SCOPE", "- SCOPE" without an account.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    /// <summary>Lines of a registry's configuration that send everybody here.</summary>
    public string Configuration => $"auth: {{token: {{realm: \"{Address}/token\", service: {Service}, issuer: lab-tokens, rootcertbundle: {_bundle}}}}}";

    private string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public static async Task<TokenServer> StartAsync()
    {
        var server = new TokenServer();
        await server._app.StartAsync();
        return server;
    }

    /// <summary>A token that lets its bearer do everything with a repository.</summary>
    public string Token(string repository) => Sign("test", [new("repository", repository, ["pull", "push"])]);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _certificate.Dispose();
        _key.Dispose();
        File.Delete(_bundle);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var account = Account(context.Request.Headers.Authorization.ToString());
        var scopes = context.Request.Query["scope"].OfType<string>().ToList();
        Asked.Enqueue($"{(account is null ? "-" : account.Split(':')[0])} {string.Join(' ', scopes)}".TrimEnd());
        if (account is not null && account != $"admin:{Password}" && account != $"reader:{Password}")
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            await context.Response.WriteAsync("""{"details":"incorrect username or password"}""");
            return;
        }

        var user = account?.Split(':')[0];
        var token = Sign(user ?? "", [.. scopes.Select(Access).Select(access => access with { Actions = [.. access.Actions.Where(action => May(user, access, action))] })]);
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync($$"""{"token":"{{token}}","expires_in":300}""");
    }

    private static bool May(string? user, Grant access, string action) => user switch
    {
        "admin" => true,
        "reader" => access.Type == "repository" && action == "pull",
        _ => action == "pull" && access.Name.StartsWith("open/", StringComparison.Ordinal),
    };

    private static Grant Access(string scope) => scope.Split(':') is [var type, var name, var actions] ? new(type, name, actions.Split(',')) : new("", scope, []);

    private static string? Account(string header) =>
        header.StartsWith("Basic ", StringComparison.Ordinal) ? Encoding.UTF8.GetString(Convert.FromBase64String(header[6..])) : null;

    private string Sign(string subject, IReadOnlyList<Grant> access)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var head = Part(new { typ = "JWT", alg = "RS256", x5c = new[] { Convert.ToBase64String(_certificate.RawData) } });
        var claims = Part(new
        {
            iss = "lab-tokens",
            sub = subject,
            aud = Service,
            exp = now + 300,
            nbf = now - 10,
            iat = now,
            jti = Guid.NewGuid().ToString("N"),
            access = access.Where(grant => grant.Actions.Count > 0).Select(grant => new { type = grant.Type, name = grant.Name, actions = grant.Actions }),
        });
        return $"{head}.{claims}.{Base64Url(_key.SignData(Encoding.ASCII.GetBytes($"{head}.{claims}"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private static string Part(object json) => Base64Url(JsonSerializer.SerializeToUtf8Bytes(json));

    private static string Base64Url(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private sealed record Grant(string Type, string Name, IReadOnlyList<string> Actions);
}
