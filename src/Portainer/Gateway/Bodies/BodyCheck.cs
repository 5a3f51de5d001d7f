using System.Net;
using System.Text.Json.Nodes;
using Portainer.Access;
using Portainer.Data.AccessControl;
using Portainer.Engine;
using Portainer.Fleet;

namespace Portainer.Gateway;

/// <summary>Reads the body of somebody whom the settings bind, holds it against the rules, and checks every thing it names.</summary>
internal sealed class BodyCheck(EngineGate gate, VisibilityRules visibility, AnswerRules answers)
{
    // A secret or config holds at most 1,000 KiB, which is a third more in base64.
    private const int MostBytes = 4 * 1024 * 1024;

    /// <exception cref="TellableException">It is refused, with the reason.</exception>
    public async Task CheckAsync(GatewayRequest request, BodyRule rule)
    {
        var content = await ReadAsync(request.Context.Request, MostBytes, request.Aborted);
        var body = StrictJson.Read(content.Length == 0 ? "{}"u8 : content, BodyShapes.Of(rule)!);
        var security = request.Caller.Book?.Facts.SecurityOf(request.EndpointId) ?? EndpointSecurity.Default;
        if ((BodySecurity.Fault(rule, body, security) ?? LabelFault(body)) is { } fault)
        {
            throw GatewayException.Forbidden(fault);
        }

        await CheckNamesAsync(request, rule, body);
        if (rule == BodyRule.VolumeCreate && Value.Text(body["Name"]) is { Length: > 0 } volume)
        {
            // Making one that is there already gives the one that is there.
            await VolumeAsync(request, volume);
        }

        request.Body = body;
    }

    /// <summary>Puts the id of each thing a body names in the place of its name.</summary>
    /// <exception cref="TellableException">One is not there for the caller.</exception>
    public async Task CheckNamesAsync(GatewayRequest request, BodyRule rule, JsonObject body)
    {
        foreach (var thing in BodyNames.Of(rule, body))
        {
            // Clients may write a container's name as inspect shows it. Any other slash would be another route of the engine.
            var name = thing.Kind == NamedKind.Container && thing.Name.StartsWith('/') ? thing.Name[1..] : thing.Name;
            if (name.Length == 0 || name.Any(character => character is '/' or '\\' or '%' or '?' or '#' || char.IsControl(character)))
            {
                throw GatewayException.Unclear($"“{thing.Name}” is no name or id of a {thing.Kind.ToString().ToLowerInvariant()}. Nothing was sent to the engine.");
            }

            thing.Put(thing.Kind switch
            {
                NamedKind.Container => await TargetAsync(request, Target.Container(name), Operation.InspectContainer),
                NamedKind.Network => await NetworkAsync(request, name),
                NamedKind.Volume => await VolumeAsync(request, name),
                NamedKind.Secret => await SwarmThings.DemandAsync(request, answers.Sight(request), ResourceType.Secret, name),
                _ => await SwarmThings.DemandAsync(request, answers.Sight(request), ResourceType.Config, name),
            });
        }
    }

    public static async Task<byte[]> ReadAsync(HttpRequest request, int most, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        var piece = new byte[16 * 1024];
        while (await request.Body.ReadAsync(piece, cancellationToken) is > 0 and var count)
        {
            content.Write(piece.AsSpan(0, count));
            if (content.Length > most)
            {
                throw new GatewayException(StatusCodes.Status413PayloadTooLarge, $"The body is longer than {most / 1024:#,0} KiB, so it was not sent to the engine.");
            }
        }

        return content.ToArray();
    }

    private async Task<string> TargetAsync(GatewayRequest request, Target target, Operation operation) =>
        (await gate.OpenAsync(request.Caller, request.EndpointId, target, operation, request.Aborted)).Target;

    // The host's network goes by its id, and by any beginning of that, as well as by its name.
    private async Task<string> NetworkAsync(GatewayRequest request, string name)
    {
        var id = await TargetAsync(request, Target.Network(name), Operation.InspectNetwork);
        var network = await request.Session.Client.Networks.InspectNetworkAsync(id, request.Aborted);
        return network.Driver == "host" && request.Caller.Book?.Facts.SecurityOf(request.EndpointId).AllowHostNetwork != true
            ? throw GatewayException.Forbidden(NetworkRules.OfHost)
            : network.ID;
    }

    /// <summary>A volume that is there has to be the caller's to see; one that is not becomes theirs.</summary>
    private async Task<string> VolumeAsync(GatewayRequest request, string name)
    {
        try
        {
            return await TargetAsync(request, Target.Volume(name), Operation.InspectVolume);
        }
        catch (ObjectNotFoundException)
        {
            if (await IsThereAsync(request, name))
            {
                throw new GatewayException(StatusCodes.Status409Conflict, $"The name {name} is taken by a volume that is not yours to use. Choose another name.");
            }

            request.NewVolumes.Add(name);
            return name;
        }
    }

    private static async Task<bool> IsThereAsync(GatewayRequest request, string name)
    {
        try
        {
            await request.Session.Client.Volumes.InspectAsync(name, request.Aborted);
            return true;
        }
        catch (DockerApiException gone) when (gone.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    // Whoever could set these would make containers that nobody sees.
    private string? LabelFault(JsonObject body)
    {
        var labels = (body["Labels"] as JsonObject ?? []).Concat(body["TaskTemplate"]?["ContainerSpec"]?["Labels"] as JsonObject ?? [])
            .DistinctBy(label => label.Key).ToDictionary(label => label.Key, label => Value.Text(label.Value));
        return labels.Keys.Any(label => label.StartsWith(HelperLabel.Purpose, StringComparison.Ordinal)) || visibility.IsHidden(labels)
            ? "The labels would hide this from everybody, so only administrators may set them. Leave them out."
            : null;
    }
}
