using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Portainer.Engine;

namespace Portainer.Tests.Gateway;

/// <summary>
/// Stands between the product and a real engine. Requests that carry the probe's name end here with <see cref="Passed"/>: they came
/// through the gateway and change nothing. All others, the gate's own questions among them, are the engine's to answer.
/// </summary>
internal sealed class EngineRelay : IAsyncDisposable
{
    public const string Probe = "gateway-probe";
    public const int Passed = 418;

    private readonly WebApplication _app;
    private readonly DockerClient _engine;

    private EngineRelay(WebApplication app, DockerClient engine, string socket) => (_app, _engine, Socket) = (app, engine, socket);

    public string Socket { get; }

    public static async Task<EngineRelay> StartAsync(string engineSocket)
    {
        var socket = Path.Combine(Directory.CreateTempSubdirectory("relay-").FullName, "docker.sock");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(socket));
        var app = builder.Build();
        var relay = new EngineRelay(app, new(new() { Endpoint = $"unix://{engineSocket}" }), socket);
        app.Run(relay.AnswerAsync);
        await app.StartAsync();
        return relay;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
        _engine.Dispose();
        Directory.Delete(Path.GetDirectoryName(Socket)!, recursive: true);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Headers.UserAgent == Probe)
        {
            context.Response.StatusCode = Passed;
            return;
        }

        try
        {
            await PassAsync(context);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException or SocketException)
        {
            // The product ended its question.
        }
    }

    private async Task PassAsync(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var request = new RawRequest(HttpMethod.Parse(context.Request.Method), target) { Body = body.Length > 0 ? body.ToArray() : null };
        using var answer = await _engine.SendRawAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var header in answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key != "Transfer-Encoding"))
        {
            context.Response.Headers[header.Key] = header.Value.ToArray();
        }

        await context.Response.StartAsync(context.RequestAborted);
        await using var content = await answer.Content.ReadAsStreamAsync(context.RequestAborted);
        var piece = new byte[16 * 1024];
        while (await content.ReadAsync(piece, context.RequestAborted) is > 0 and var count)
        {
            await context.Response.BodyWriter.WriteAsync(piece.AsMemory(0, count), context.RequestAborted);
        }
    }
}
