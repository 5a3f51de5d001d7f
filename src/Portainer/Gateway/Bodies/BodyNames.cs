using System.Text.Json.Nodes;

namespace Portainer.Gateway;

/// <summary>What kind of thing a body names.</summary>
internal enum NamedKind
{
    Container,
    Network,

    /// <summary>Made with the container when there is none of that name.</summary>
    Volume,
    Secret,
    Config,
}

/// <summary>A thing that a body names besides the one it makes.</summary>
/// <param name="Put">Writes what the engine knows it by for good in its place.</param>
internal sealed record BodyName(NamedKind Kind, string Name, Action<string> Put);

/// <summary>
/// Finds every container, network, volume, secret and config that a body names, so that each can be checked and be replaced by its id:
/// what is sent on is what was checked, also when a name changes hands in between.
/// </summary>
internal static class BodyNames
{
    private const string Other = "container:";

    // Words that stand for a way to be connected, not for a network of somebody.
    private static readonly string[] Modes = ["", "default", "bridge", "host", "none"];

    public static IReadOnlyList<BodyName> Of(BodyRule rule, JsonObject body) => rule switch
    {
        BodyRule.ContainerCreate => [.. Container(body)],
        BodyRule.NetworkConnect => [.. Field(body, "Container", NamedKind.Container), .. Links(body["EndpointConfig"]?["Links"])],
        BodyRule.NetworkDisconnect => [.. Field(body, "Container", NamedKind.Container)],
        BodyRule.NetworkCreate => [.. Field(body["ConfigFrom"], "Network", NamedKind.Network)],
        BodyRule.ServiceCreate or BodyRule.ServiceUpdate => [.. Service(body)],
        _ => [],
    };

    public static bool IsMode(string network) => Modes.Contains(network);

    private static IEnumerable<BodyName> Container(JsonObject body)
    {
        var host = body["HostConfig"] as JsonObject ?? [];
        return
        [
            .. Join(host, "NetworkMode"), .. Join(host, "IpcMode"), .. Join(host, "PidMode"), .. Join(host, "UTSMode"), .. Join(host, "UsernsMode"), .. Join(host, "Cgroup"),
            .. Field(host, "NetworkMode", NamedKind.Network).Where(name => !IsMode(name.Name) && !name.Name.StartsWith(Other, StringComparison.Ordinal)),
            .. Items(host["VolumesFrom"], NamedKind.Container), .. Links(host["Links"]),
            .. Items(host["Binds"], NamedKind.Volume).Where(bind => MountRules.VolumeName().IsMatch(bind.Name)),
            .. Mounts(host["Mounts"]), .. Endpoints(body["NetworkingConfig"]?["EndpointsConfig"] as JsonObject),
        ];
    }

    private static IEnumerable<BodyName> Service(JsonObject body)
    {
        var task = body["TaskTemplate"];
        var container = task?["ContainerSpec"];
        return
        [
            .. Each(task?["Networks"], "Target", NamedKind.Network), .. Each(body["Networks"], "Target", NamedKind.Network),
            .. Each(container?["Secrets"], "SecretID", NamedKind.Secret), .. Each(container?["Configs"], "ConfigID", NamedKind.Config),
            .. Mounts(container?["Mounts"]),
        ];
    }

    private static IEnumerable<BodyName> Field(JsonNode? at, string field, NamedKind kind) =>
        Value.Text(at?[field]) is { Length: > 0 } name ? [new(kind, name, id => at![field] = id)] : [];

    private static IEnumerable<BodyName> Each(JsonNode? list, string field, NamedKind kind) =>
        (list as JsonArray ?? []).SelectMany(item => Field(item, field, kind));

    private static IEnumerable<BodyName> Join(JsonObject host, string field) =>
        Value.Text(host[field]) is var mode && mode.StartsWith(Other, StringComparison.OrdinalIgnoreCase)
            ? [new(NamedKind.Container, mode[Other.Length..], id => host[field] = Other + id)]
            : [];

    /// <summary>name[:more] in a list: the part before the first colon.</summary>
    private static IEnumerable<BodyName> Items(JsonNode? list, NamedKind kind) =>
        (list as JsonArray ?? []).Select((item, at) =>
        {
            var (name, rest) = Cut(Value.Text(item));
            return new BodyName(kind, name, id => list![at] = id + rest);
        });

    // A link without an alias takes the name for one, so the name has to stay there.
    private static IEnumerable<BodyName> Links(JsonNode? list) =>
        (list as JsonArray ?? []).Select((item, at) =>
        {
            var (name, rest) = Cut(Value.Text(item));
            return new BodyName(NamedKind.Container, name, id => list![at] = id + (rest.Length > 0 ? rest : $":{name.TrimStart('/')}"));
        });

    private static IEnumerable<BodyName> Mounts(JsonNode? mounts) =>
        (mounts as JsonArray ?? []).OfType<JsonObject>().Where(mount => Value.Text(mount["Type"]) == "volume").SelectMany(mount => Field(mount, "Source", NamedKind.Volume));

    private static IEnumerable<BodyName> Endpoints(JsonObject? networks) =>
        (networks ?? []).ToArray().Where(network => !IsMode(network.Key)).SelectMany(network =>
            Links(network.Value?["Links"]).Append(new(NamedKind.Network, network.Key, id => Rename(networks!, network.Key, id))));

    private static void Rename(JsonObject networks, string name, string id)
    {
        var settings = networks[name];
        networks.Remove(name);
        networks[id] = settings?.DeepClone();
    }

    private static (string Name, string Tail) Cut(string text) =>
        text.IndexOf(':', StringComparison.Ordinal) is >= 0 and var mark ? (text[..mark], text[mark..]) : (text, "");
}
