using System.Text.RegularExpressions;

namespace Portainer.Containers.Create;

/// <summary>The compose file that makes the container of a draft. Networks are expected to be there; volumes are made when they are not.</summary>
internal static partial class ComposeText
{
    public static string From(ContainerDraft draft)
    {
        var service = new YamlMap();
        ComposeParts.AddProcess(service, draft);
        ComposeParts.AddStorage(service, draft);
        ComposeNetwork.Add(service, draft);
        ComposeResources.AddLimits(service, draft);
        ComposeResources.AddDevices(service, draft);
        ComposeParts.AddSecurity(service, draft);
        return Yaml.Write(new YamlMap()
            .Add("services", new YamlMap().AddAlways(ServiceName(draft), service))
            .Add("networks", Networks(draft))
            .Add("volumes", Volumes(draft)));
    }

    /// <summary>Compose fills in variables, so a dollar is doubled to stay one.</summary>
    public static string Literal(string text) => text.Replace("$", "$$", StringComparison.Ordinal);

    public static List<string> Literals(IEnumerable<string> texts) => [.. texts.Where(text => text.Trim().Length > 0).Select(Literal)];

    private static string ServiceName(ContainerDraft draft)
    {
        var image = draft.Image.Split('@')[0].Split('/')[^1].Split(':')[0];
        var name = Forbidden().Replace(draft.Name.Trim().Length > 0 ? draft.Name.Trim() : image, "-").Trim('-', '.');
        return name.Length > 0 ? name : "app";
    }

    private static YamlMap Networks(ContainerDraft draft)
    {
        var networks = new YamlMap();
        foreach (var row in ComposeNetwork.Named(draft))
        {
            networks.AddAlways(row.Name.Trim(), new YamlMap().Add("external", true));
        }

        return networks;
    }

    private static YamlMap Volumes(ContainerDraft draft)
    {
        var volumes = new YamlMap();
        foreach (var name in draft.Mounts.Where(row => row.Type == "volume" && row.Source.Trim().Length > 0).Select(row => row.Source.Trim()).Distinct())
        {
            volumes.AddAlways(name, new YamlMap().Add("name", name));
        }

        return volumes;
    }

    [GeneratedRegex("[^A-Za-z0-9._-]+")]
    private static partial Regex Forbidden();
}
