using System.Net;
using Portainer.Access;
using Portainer.Data.AccessControl;
using Portainer.Engine;

namespace Portainer.Gateway;

/// <summary>Services, secrets, configs and tasks by whatever name they came: what they are for good, and whether the caller may see them.</summary>
internal static class SwarmThings
{
    /// <summary>The id of a thing that the caller may see.</summary>
    /// <exception cref="ObjectNotFoundException">There is none, or it is not the caller's to see.</exception>
    public static async Task<string> DemandAsync(GatewayRequest request, Sight sight, ResourceType type, string name)
    {
        var (folder, kind) = type switch
        {
            ResourceType.Service => ("services", "service"),
            ResourceType.Secret => ("secrets", "secret"),
            _ => ("configs", "config"),
        };
        return await FindAsync(request.Session, folder, name, request.Aborted) is { } thing && sight.Sees(type, thing)
            ? thing.Id
            : throw new ObjectNotFoundException(kind, name, request.Session.Endpoint.Name);
    }

    /// <summary>The id of a task whose service the caller may see.</summary>
    /// <exception cref="ObjectNotFoundException">There is none, or it is not the caller's to see.</exception>
    public static async Task<string> DemandTaskAsync(GatewayRequest request, Sight sight, string name)
    {
        var task = await ReadAsync(request.Session, $"/tasks/{Uri.EscapeDataString(name)}", request.Aborted);
        var node = task is null ? null : System.Text.Json.Nodes.JsonNode.Parse(task);
        var service = Value.Text(node?["ServiceID"]);
        var isSeen = node is not null && (sight.SeesEverything
            || (service.Length > 0 && await FindAsync(request.Session, "services", service, request.Aborted) is { } owner && sight.Sees(ResourceType.Service, owner)));
        return isSeen ? Value.Text(node!["ID"]) : throw new ObjectNotFoundException("task", name, request.Session.Endpoint.Name);
    }

    public static async Task<IReadOnlyList<ThingFacts>> ListAsync(EngineSession session, string folder, CancellationToken cancellationToken)
    {
        var found = new List<ThingFacts>();
        using var answer = await session.Client.SendRawAsync(new RawRequest(HttpMethod.Get, $"/{folder}"), cancellationToken);
        if (answer.IsSuccessStatusCode)
        {
            await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
            var things = new JsonObjectStream(body);
            while (await things.ReadAsync(null, cancellationToken) is { } thing)
            {
                found.Add(ThingFacts.Read(thing.Span));
            }
        }

        return found;
    }

    private static async Task<ThingFacts?> FindAsync(EngineSession session, string folder, string name, CancellationToken cancellationToken) =>
        await ReadAsync(session, $"/{folder}/{Uri.EscapeDataString(name)}", cancellationToken) is { } thing ? ThingFacts.Read(thing) : null;

    private static async Task<byte[]?> ReadAsync(EngineSession session, string path, CancellationToken cancellationToken)
    {
        using var answer = await session.Client.SendRawAsync(new RawRequest(HttpMethod.Get, path), cancellationToken);
        return answer.StatusCode switch
        {
            HttpStatusCode.OK => await answer.Content.ReadAsByteArrayAsync(cancellationToken),
            HttpStatusCode.NotFound or HttpStatusCode.BadRequest => null,
            _ => throw new GatewayException((int)answer.StatusCode, "The engine did not answer for its Swarm. Is it a manager?"),
        };
    }
}
