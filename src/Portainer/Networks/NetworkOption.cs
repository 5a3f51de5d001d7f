namespace Portainer.Networks;

/// <summary>A driver option that people ask for often enough to deserve a field of its own; every other one is typed as a row.</summary>
/// <param name="Choices">Values to choose from; empty for free text. The first is what the engine does without the option.</param>
public sealed record NetworkOption(string Key, string Label, string Hint, string[] Drivers, string[] Choices)
{
    private static readonly string[] Bridge = ["bridge"];
    private static readonly string[] YesNo = ["true", "false"];

    public static readonly IReadOnlyList<NetworkOption> All =
    [
        new("parent", "Parent interface", "Interface of the host, such as eth0; eth0.50 makes a VLAN of it.", ["macvlan", "ipvlan"], []),
        new("macvlan_mode", "Mode", "How containers on the same parent see each other.", ["macvlan"], ["bridge", "private", "vepa", "passthru"]),
        new("ipvlan_mode", "Mode", "l2: one segment with the host's network. l3: routed.", ["ipvlan"], ["l2", "l3", "l3s"]),
        new("com.docker.network.bridge.name", "Name of the bridge interface", "On the host, at most 15 characters. Empty: br- and the id.", Bridge, []),
        new("com.docker.network.bridge.enable_icc", "Traffic between containers", "icc: whether containers in this network may reach each other.", Bridge, YesNo),
        new("com.docker.network.bridge.enable_ip_masquerade", "Masquerade outgoing traffic", "Off: the outside sees the containers' own addresses.", Bridge, YesNo),
        new("com.docker.network.driver.mtu", "MTU", "Largest packet in bytes; smaller than 1500 behind most VPNs.", ["bridge", "overlay"], []),
    ];

    public string DefaultChoice => Choices.Length > 0 ? Choices[0] : "";

    public static IEnumerable<NetworkOption> Of(string driver) => All.Where(option => option.Drivers.Contains(driver));

    /// <summary>Yes and no for people.</summary>
    public static string Word(string choice) => choice switch
    {
        "true" => "yes",
        "false" => "no",
        _ => choice,
    };
}
