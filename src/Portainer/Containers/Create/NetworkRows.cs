using System.Globalization;
using Portainer.Engine;

namespace Portainer.Containers.Create;

/// <summary>The networks of a container. The first row is its network mode; host, none and container:NAME have nothing beside it.</summary>
internal static class NetworkRows
{
    private const string Field = nameof(ContainerDraft.Networks);

    public static void Read(CreateContainerParameters parameters, ContainerDraft draft)
    {
        var mode = parameters.HostConfig?.NetworkMode ?? "";
        var endpoints = parameters.NetworkingConfig?.EndpointsConfig ?? new Dictionary<string, EndpointSettings>();
        var main = Row(mode, endpoints.TryGetValue(mode, out var asked) ? asked : new());
        main.Mac = main.Mac.Length == 0 ? parameters.MacAddress ?? "" : main.Mac;
        var others = endpoints.Where(entry => entry.Key != mode).OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => Row(entry.Key, entry.Value)).ToList();
        draft.Networks = mode.Length == 0 && others.Count == 0 && IsBare(main) ? [] : [main, .. others];
    }

    public static void Write(ContainerDraft draft, CreateContainerParameters parameters)
    {
        var rows = draft.Networks.Where((row, at) => at == 0 || row.Name.Trim().Length > 0).ToArray();
        var main = rows.FirstOrDefault() ?? new();
        var endpoints = new Dictionary<string, EndpointSettings>();
        foreach (var row in rows.Where(row => row != main || !IsBare(row)))
        {
            // What the engine calls its default network when nobody chose one.
            var name = row.Name.Trim() is { Length: > 0 } some ? some : "default";
            if (!endpoints.TryAdd(name, Settings(row)))
            {
                throw new DraftException(Field, $"The network {name} is there twice.");
            }
        }

        parameters.HostConfig!.NetworkMode = rows.Length == 0 ? null : main.Name.Trim() is { Length: > 0 } mode ? mode : IsBare(main) ? null : "default";
        parameters.NetworkingConfig = endpoints.Count == 0 ? null : new() { EndpointsConfig = endpoints };
        parameters.MacAddress = main.Mac.Trim().Length == 0 ? null : main.Mac.Trim();
    }

    /// <summary>Only a network, nothing asked for on it.</summary>
    public static bool IsBare(JoinedNetwork row) =>
        row is { IPv4: "", IPv6: "", Mac: "", Priority: "", LinkLocal.Count: 0, Aliases.Count: 0, Links.Count: 0, Options.Count: 0 };

    /// <summary>What was asked for on each network, out of what inspect says there is. Addresses the engine chose are left to it again.</summary>
    public static NetworkingConfig? FromInspect(ContainerInspectResponse container)
    {
        var mode = container.HostConfig.NetworkMode ?? "";
        var endpoints = new Dictionary<string, EndpointSettings>();
        if (mode is "host" or "none" || mode.StartsWith("container:", StringComparison.Ordinal))
        {
            return null;
        }

        foreach (var (name, endpoint) in container.NetworkSettings.Networks)
        {
            var isMain = IsMode(mode, name, endpoint);
            var asked = Asked(container, endpoint, isMain);
            if (!isMain || !IsBare(Row(name, asked)))
            {
                endpoints[isMain ? mode : name] = asked;
            }
        }

        return endpoints.Count == 0 ? null : new() { EndpointsConfig = endpoints };
    }

    private static bool IsMode(string mode, string name, EndpointSettings endpoint) =>
        name == mode || (endpoint.NetworkID.Length > 0 && endpoint.NetworkID == mode) || (mode is "default" or "" or "bridge" && name is "bridge" or "podman");

    private static EndpointSettings Asked(ContainerInspectResponse container, EndpointSettings endpoint, bool isMain) => new()
    {
        IPAMConfig = endpoint.IPAMConfig is { IPv4Address: null or "", IPv6Address: null or "", LinkLocalIPs: null or { Count: 0 } } ? null : endpoint.IPAMConfig,
        // Engines before 25 put the container's own short id among the aliases; a shorter one ("db") is somebody's word that the id happens to begin with.
        Aliases = endpoint.Aliases?.Where(alias => alias.Length != 12 || !container.ID.StartsWith(alias, StringComparison.Ordinal)).ToList() is { Count: > 0 } aliases ? aliases : null,
        Links = endpoint.Links is { Count: > 0 } ? endpoint.Links : null,
        DriverOpts = endpoint.DriverOpts is { Count: > 0 } ? endpoint.DriverOpts : null,
        GwPriority = endpoint.GwPriority,
        // The configuration has the one that was asked for; an endpoint has it too, but only while no other is in use.
        MacAddress = isMain ? container.Config.MacAddress ?? "" : endpoint.EndpointID.Length == 0 ? endpoint.MacAddress : "",
    };

    private static JoinedNetwork Row(string name, EndpointSettings endpoint) => new()
    {
        Name = name,
        IPv4 = endpoint.IPAMConfig?.IPv4Address ?? "",
        IPv6 = endpoint.IPAMConfig?.IPv6Address ?? "",
        LinkLocal = [.. endpoint.IPAMConfig?.LinkLocalIPs ?? []],
        Mac = endpoint.MacAddress,
        Aliases = [.. endpoint.Aliases ?? []],
        Links = [.. endpoint.Links ?? []],
        Options = PairRows.Read(endpoint.DriverOpts),
        Priority = endpoint.GwPriority == 0 ? "" : endpoint.GwPriority.ToString(CultureInfo.InvariantCulture),
    };

    private static EndpointSettings Settings(JoinedNetwork row)
    {
        var hasAddress = row.IPv4.Trim().Length > 0 || row.IPv6.Trim().Length > 0 || row.LinkLocal.Count > 0;
        return new()
        {
            IPAMConfig = hasAddress ? new() { IPv4Address = Some(row.IPv4), IPv6Address = Some(row.IPv6), LinkLocalIPs = row.LinkLocal.Count == 0 ? null : [.. row.LinkLocal] } : null,
            MacAddress = row.Mac.Trim(),
            Aliases = row.Aliases.Count == 0 ? null : [.. row.Aliases],
            Links = row.Links.Count == 0 ? null : [.. row.Links],
            DriverOpts = PairRows.Write(Field, row.Options),
            GwPriority = (long)(WireForm.Signed.ToWire(Field, row.Priority) ?? 0L),
        };
    }

    private static string? Some(string text) => text.Trim() is { Length: > 0 } some ? some : null;
}
