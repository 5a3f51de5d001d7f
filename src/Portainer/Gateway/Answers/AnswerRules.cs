using System.Text.Json;
using System.Text.Json.Nodes;
using Portainer.Access;
using Portainer.Data.AccessControl;

namespace Portainer.Gateway;

/// <summary>What is left out of answers, and what is put in. Fields that nobody here knows stay as they are.</summary>
internal sealed class AnswerRules(VisibilityRules visibility, Owners owners)
{
    /// <summary>No answer about one thing, nor any list but those that are streamed, is longer.</summary>
    private const int MostHeld = 128 * 1024 * 1024;

    private const string Portainer = "Portainer";

    /// <summary>Writes the answer's body when a rule changes it; false: it is to be passed on as it is.</summary>
    public async Task<bool> WriteAsync(GatewayRequest request, HttpResponseMessage answer)
    {
        if (request.Route is not { } route || route.Answer == AnswerRule.AsIs || !answer.IsSuccessStatusCode || request.Context.Request.Method == "HEAD")
        {
            return false;
        }

        var sight = Sight(request);
        if (route.Answer == AnswerRule.Removed)
        {
            await owners.ForgetAsync(request.EndpointId, ClusterOf(request), TypeOf(route), request.Session.Target, CancellationToken.None);
            return false;
        }

        request.Context.Response.ContentLength = null;
        await using var body = await answer.Content.ReadAsStreamAsync(request.Aborted);
        if (route.Answer is AnswerRule.List or AnswerRule.Events)
        {
            await (route.Answer == AnswerRule.List ? ListWriter.WriteAsync(request, TypeOf(route), sight, body) : EventWriter.WriteAsync(request, sight, body));
            return true;
        }

        var content = await ReadAsync(body, request.Aborted);
        var changed = await ChangedAsync(request, route, sight, content);
        request.Context.Response.ContentLength = changed.Length;
        await request.Context.Response.Body.WriteAsync(changed, request.Aborted);
        return true;
    }

    public Sight Sight(GatewayRequest request) => new(request.Caller, request.EndpointId, ClusterOf(request), visibility);

    /// <summary>The same object with what Portainer puts into it.</summary>
    public static byte[] Decorate(ReadOnlyMemory<byte> thing, JsonObject? decoration)
    {
        var end = thing.Span.LastIndexOf((byte)'}');
        return decoration is null || end < 0
            ? thing.ToArray()
            : [.. thing.Span[..end], .. thing.Span[..end].TrimEnd(" \r\n\t"u8) is [.., (byte)'{'] ? ""u8 : ","u8, .. JsonSerializer.SerializeToUtf8Bytes(Portainer), (byte)':', .. System.Text.Encoding.UTF8.GetBytes(decoration.ToJsonString()), (byte)'}', (byte)'\n'];
    }

    public static ResourceType TypeOf(DockerRoute route) => route.Pattern.Split('/')[1] switch
    {
        "containers" => ResourceType.Container,
        "networks" => ResourceType.Network,
        "volumes" => ResourceType.Volume,
        "services" => ResourceType.Service,
        "secrets" => ResourceType.Secret,
        "configs" => ResourceType.Config,
        var other => throw new InvalidOperationException($"Nobody owns {other}."),
    };

    private async Task<byte[]> ChangedAsync(GatewayRequest request, DockerRoute route, Sight sight, byte[] content)
    {
        switch (route.Answer)
        {
            case AnswerRule.Created:
                return await ClaimedAsync(request, route, content);
            case AnswerRule.Inspect:
                var thing = route.Kind == "network" ? Bytes(Reductions.Network(Parse(content), sight, request.Session.Endpoint)) : content;
                return Decorate(thing, sight.Decoration(TypeOf(route), ThingFacts.Read(content)));
            default:
                var reduced = Parse(content);
                await Reductions.ApplyAsync(route.Answer, reduced, sight, request);
                return Bytes(reduced);
        }
    }

    /// <summary>What was made belongs to who made it, before they hear of it.</summary>
    private async Task<byte[]> ClaimedAsync(GatewayRequest request, DockerRoute route, byte[] content)
    {
        var type = TypeOf(route);
        foreach (var volume in request.NewVolumes)
        {
            await owners.ClaimAsync(request.Caller, request.EndpointId, ResourceType.Volume, volume, CancellationToken.None);
        }

        var id = ThingFacts.Read(content).Id;
        var isSwarms = type is ResourceType.Service or ResourceType.Secret or ResourceType.Config || Value.Text(request.Body?["Driver"]) == "overlay";
        var control = await owners.ClaimAsync(request.Caller, request.EndpointId, isSwarms ? ClusterOf(request) : null, type, id, CancellationToken.None);
        return Decorate(content, control is null ? null : Gateway.Sight.Decoration(control, isSystem: false));
    }

    private static string? ClusterOf(GatewayRequest request) => request.Session.Endpoint.Facts?.SwarmClusterId is { Length: > 0 } cluster ? cluster : null;

    private static async Task<byte[]> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        var piece = new byte[64 * 1024];
        while (await body.ReadAsync(piece, cancellationToken) is > 0 and var count)
        {
            content.Write(piece.AsSpan(0, count));
            if (content.Length > MostHeld)
            {
                throw new GatewayException(StatusCodes.Status502BadGateway, "The engine's answer is longer than 128 MiB, too long to be filtered. Ask for less.");
            }
        }

        return content.ToArray();
    }

    private static JsonNode Parse(byte[] content) => JsonNode.Parse(content) ?? new JsonObject();

    private static byte[] Bytes(JsonNode node) => JsonSerializer.SerializeToUtf8Bytes(node);
}
