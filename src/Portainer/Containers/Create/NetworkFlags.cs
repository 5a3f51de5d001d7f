using static Portainer.Containers.Create.RunFlag;

namespace Portainer.Containers.Create;

/// <summary>
/// Networks on the command line: --network as often as wanted, plain or as name=X,alias=Y,...; --ip, --network-alias and the like are for the first.
/// </summary>
internal static class NetworkFlags
{
    public static readonly IReadOnlyList<RunFlag> All =
    [
        new("network", '\0', false, Add, draft => draft.Networks.Where((row, at) => at > 0 || row.Name.Length > 0).Select((row, at) => Text(draft, row))) { Aliases = ["net"] },
        OfMain("ip", (row, value) => row.IPv4 = value, row => Some(row.IPv4)),
        OfMain("ip6", (row, value) => row.IPv6 = value, row => Some(row.IPv6)),
        OfMain("mac-address", (row, value) => row.Mac = value, row => Some(row.Mac)),
        OfMain("network-alias", (row, value) => row.Aliases.Add(value), row => row.Aliases) with { Aliases = ["net-alias"] },
        OfMain("link-local-ip", (row, value) => row.LinkLocal.Add(value), row => row.LinkLocal),
        new("link", '\0', false, (draft, value) => draft.Links.Add(value), draft => [.. draft.Links, .. draft.Networks.FirstOrDefault()?.Links ?? []]),
    ];

    /// <summary>Links belong to the default bridge's container, or to the endpoint on a network of one's own.</summary>
    public static void PlaceLinks(ContainerDraft draft)
    {
        if (draft.Networks is [{ Name: not ("" or "default" or "bridge") } main, ..])
        {
            main.Links.AddRange(draft.Links);
            draft.Links.Clear();
        }
    }

    private static RunFlag OfMain(string name, Action<JoinedNetwork, string> apply, Func<JoinedNetwork, IEnumerable<string>> values) => new(
        name, '\0', false,
        (draft, value) => apply(First(draft), value),
        draft => draft.Networks is [var main, ..] && !NeedsLongForm(main) ? values(main) : []);

    private static JoinedNetwork First(ContainerDraft draft)
    {
        if (draft.Networks.Count == 0)
        {
            draft.Networks.Add(new());
        }

        return draft.Networks[0];
    }

    private static void Add(ContainerDraft draft, string value)
    {
        var isFree = draft.Networks is [] or [{ Name: "" }];
        var row = isFree ? First(draft) : new JoinedNetwork();
        foreach (var (name, given) in value.Contains('=', StringComparison.Ordinal) ? Csv.Split(value).Select(Csv.Pair) : [("name", value)])
        {
            Apply(row, name.Trim(), given ?? "");
        }

        if (!isFree)
        {
            draft.Networks.Add(row);
        }
    }

    private static void Apply(JoinedNetwork row, string name, string value)
    {
        Action apply = name switch
        {
            "name" => () => row.Name = value,
            "ip" => () => row.IPv4 = value,
            "ip6" => () => row.IPv6 = value,
            "mac-address" => () => row.Mac = value,
            "alias" => () => row.Aliases.Add(value),
            "link-local-ip" => () => row.LinkLocal.Add(value),
            "driver-opt" => () => Put(row.Options, value),
            "gw-priority" => () => row.Priority = value,
            _ => throw new DraftException(nameof(ContainerDraft.Networks), $"--network has an option “{name}” that is not known here."),
        };
        apply();
    }

    private static bool NeedsLongForm(JoinedNetwork row) => row.Name.Length > 0 && (row.Options.Count > 0 || row.Priority.Length > 0);

    private static string Text(ContainerDraft draft, JoinedNetwork row)
    {
        var isShort = row == draft.Networks[0] ? !NeedsLongForm(row) : NetworkRows.IsBare(row);
        return isShort ? row.Name : Csv.Join(
        [
            $"name={row.Name}",
            Part("ip", row.IPv4),
            Part("ip6", row.IPv6),
            Part("mac-address", row.Mac),
            .. row.Aliases.Select(alias => $"alias={alias}"),
            .. row.LinkLocal.Select(address => $"link-local-ip={address}"),
            .. row.Options.Select(pair => $"driver-opt={RunFlag.Text(pair)}"),
            Part("gw-priority", row.Priority),
        ]);
    }

    private static string Part(string name, string value) => value.Length == 0 ? "" : $"{name}={value}";
}
