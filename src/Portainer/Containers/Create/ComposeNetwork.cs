using static Portainer.Containers.Create.ComposeText;

namespace Portainer.Containers.Create;

/// <summary>Ports, networks and names.</summary>
internal static class ComposeNetwork
{
    public static void Add(YamlMap service, ContainerDraft draft)
    {
        var main = draft.Networks.FirstOrDefault();
        var isMode = main is not null && IsMode(main.Name);
        service
            .Add("ports", Literals(draft.Ports.Where(row => row.ContainerPort.Trim().Length > 0).Select(RunFlagForms.Text)))
            .Add("expose", Literals(draft.Expose))
            .Add("network_mode", isMode ? main!.Name : null)
            .Add("networks", Networks(draft))
            .Add("hostname", Literal(draft.Hostname))
            .Add("domainname", Literal(draft.Domain))
            .Add("mac_address", isMode ? main!.Mac : null)
            .Add("dns", Literals(draft.Dns))
            .Add("dns_search", Literals(draft.DnsSearch))
            .Add("dns_opt", Literals(draft.DnsOptions))
            .Add("extra_hosts", Literals(draft.ExtraHosts))
            .Add("external_links", Literals([.. draft.Links, .. main?.Links ?? []]));
    }

    /// <summary>Networks with a name of their own, which compose has to be told of at the top level.</summary>
    public static IEnumerable<JoinedNetwork> Named(ContainerDraft draft) => draft.Networks.Where(row => !IsMode(row.Name));

    private static bool IsMode(string name) =>
        name.Trim() is "" or "default" or "bridge" or "host" or "none" || name.StartsWith("container:", StringComparison.Ordinal);

    private static object? Networks(ContainerDraft draft)
    {
        var rows = Named(draft).ToArray();
        if (rows.All(row => row.Links.Count > 0 || NetworkRows.IsBare(row)))
        {
            return rows.Select(row => row.Name.Trim()).ToList();
        }

        var networks = new YamlMap();
        foreach (var row in rows)
        {
            networks.AddAlways(row.Name.Trim(), new YamlMap()
                .Add("ipv4_address", row.IPv4)
                .Add("ipv6_address", row.IPv6)
                .Add("mac_address", row.Mac)
                .Add("link_local_ips", row.LinkLocal)
                .Add("aliases", Literals(row.Aliases))
                .AddPairs("driver_opts", row.Options)
                .Add("gw_priority", row.Priority.Length == 0 ? null : ComposeResources.Number(row.Priority)));
        }

        return networks;
    }
}
