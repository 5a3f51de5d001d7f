using System.Buffers;
using System.Text.Json;
using Portainer.Data.AccessControl;
using Portainer.Fleet;

namespace Portainer.Gateway;

/// <summary>Passes on the events of what the caller may see, each as soon as it is there.</summary>
internal static class EventWriter
{
    public static async Task WriteAsync(GatewayRequest request, Sight sight, Stream body)
    {
        var events = new JsonObjectStream(body);
        var writer = request.Context.Response.BodyWriter;
        await request.Context.Response.StartAsync(request.Aborted);
        while (await events.ReadAsync(async () => await writer.FlushAsync(request.Aborted), request.Aborted) is { } happened)
        {
            if (IsFor(sight, request.Session.Endpoint, happened.Span))
            {
                writer.Write(happened.Span);
                writer.Write("\n"u8);
            }
        }

        await writer.FlushAsync(request.Aborted);
    }

    internal static bool IsFor(Sight sight, EndpointView view, ReadOnlySpan<byte> happened)
    {
        var said = JsonSerializer.Deserialize<Happened>(happened);
        var (id, attributes) = (said?.Actor?.ID ?? "", said?.Actor?.Attributes ?? []);
        if (attributes.TryGetValue("container", out var member) && !SeesMember(sight, view, member))
        {
            return false;
        }

        return said?.Type switch
        {
            "container" => sight.Sees(ResourceType.Container, id, attributes),
            "network" => sight.SeesEverything || view.Networks?.Any(row => row.Id == id) == true || sight.Sees(ResourceType.Network, id, attributes),
            "volume" => sight.SeesEverything || view.Volumes?.Any(row => row.Name == id) == true || sight.Sees(ResourceType.Volume, id, attributes),
            "service" => sight.Sees(ResourceType.Service, id, attributes),
            "secret" => sight.Sees(ResourceType.Secret, id, attributes),
            "config" => sight.Sees(ResourceType.Config, id, attributes),
            "image" => true,
            _ => sight.SeesEverything,
        };
    }

    // Of what happens between a container and a network or volume only the container's id is said.
    private static bool SeesMember(Sight sight, EndpointView view, string container) =>
        view.Containers.Any(row => row.Id == container) || sight.Sees(ResourceType.Container, container, new Dictionary<string, string>());

    private sealed record Happened(string? Type, string? Action, Actor? Actor);

    private sealed record Actor(string? ID, Dictionary<string, string>? Attributes);
}
