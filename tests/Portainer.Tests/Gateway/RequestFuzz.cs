using System.Text;
using System.Text.Json;
using Portainer.Data.AccessControl;
using Portainer.Gateway;

namespace Portainer.Tests.Gateway;

/// <summary>
/// Bends requests that are refused until they are taken, and asks of each that is taken what an engine would make of it: an engine that
/// reads more loosely than we do, with rules written down here a second time. From a seed, so that a find can be found again.
/// </summary>
internal sealed class RequestFuzz(int seed)
{
    private static readonly string[] Paths =
    [
        "/plugins/pull", "/v1.41/plugins/pull", "/swarm/init", "/nodes/x/update", "/containers/prune", "/volumes/prune", "/plugins/a/enable", "/containers/victim/json", "/images/load",
    ];

    private static readonly string[] Bodies =
    [
        """{"Image":"a","HostConfig":{"Privileged":true}}""",
        """{"Image":"a","HostConfig":{"Binds":["/:/host"]}}""",
        """{"Image":"a","HostConfig":{"Binds":["data:/data","/etc:/etc"],"Memory":1}}""",
        """{"Image":"a","HostConfig":{"Mounts":[{"Type":"bind","Source":"/","Target":"/host"}]}}""",
        """{"Image":"a","HostConfig":{"NetworkMode":"host","PidMode":"host"}}""",
        """{"Image":"a","HostConfig":{"CapAdd":["SYS_ADMIN"],"SecurityOpt":["seccomp=unconfined"]}}""",
        """{"Image":"a","HostConfig":{"Devices":[{"PathOnHost":"/dev/sda","PathInContainer":"/dev/sda","CgroupPermissions":"rwm"}]}}""",
        """{"Image":"a","HostConfig":{"VolumesFrom":["victim"]},"Labels":{"a":"b"}}""",
    ];

    private static readonly string[] PathPieces = ["/", "//", "/./", "/../", "%2f", "%2F", "%2e", "%252e", "..", ";", "%00", "\\", "%5c", "v1.41/", "/v1.24", "?", "#", "%20", "A", "%61", "json", "exec/"];

    private readonly Random _random = new(seed);

    /// <summary>How many of the bent requests were taken.</summary>
    public int Taken { get; private set; }

    /// <summary>Sends one bent request through the matcher and the checks of a standard user; a sentence when it got further than it may.</summary>
    public string? Step() => _random.Next(3) == 0 ? StepPath() : StepBody();

    private string? StepPath()
    {
        var raw = Paths[_random.Next(Paths.Length)];
        for (var bends = _random.Next(1, 4); bends > 0; bends--)
        {
            raw = BendPath(raw);
        }

        try
        {
            var path = DockerPath.Parse(raw);
            if (DockerRoutes.Match("POST", path)?.Route is not { } row)
            {
                return null;
            }

            Taken++;
            var loose = Loosely(path.Target(path.Version));
            var reached = DockerRoutes.Table.FirstOrDefault(route => route.Method == "POST" && route.Matches(loose, out _));
            return reached == row ? null : $"{raw} was checked as {row.Pattern} and would reach {reached?.Pattern ?? "no row"}";
        }
        catch (GatewayException)
        {
            return null;
        }
    }

    private string? StepBody()
    {
        var raw = Bodies[_random.Next(Bodies.Length)];
        for (var bends = _random.Next(1, 5); bends > 0; bends--)
        {
            raw = BendBody(raw);
        }

        try
        {
            var body = StrictJson.Read(Encoding.UTF8.GetBytes(raw), BodyShapes.Of(BodyRule.ContainerCreate)!);
            if (BodySecurity.Fault(BodyRule.ContainerCreate, body, EndpointSecurity.Default) is not null)
            {
                return null;
            }

            Taken++;
            return LeadsOut(body.ToJsonString()) ? $"{raw} was taken, and sent as {body.ToJsonString()}" : null;
        }
        catch (GatewayException)
        {
            return null;
        }
    }

    private string BendPath(string path)
    {
        var at = _random.Next(path.Length + 1);
        return _random.Next(4) switch
        {
            0 => path.Insert(at, PathPieces[_random.Next(PathPieces.Length)]),
            1 when at < path.Length => $"{path[..at]}%{(int)path[at]:x2}{path[(at + 1)..]}",
            2 when at < path.Length => $"{path[..at]}{char.ToUpperInvariant(path[at])}{path[(at + 1)..]}",
            3 when at < path.Length => path.Remove(at, 1),
            _ => path + PathPieces[_random.Next(PathPieces.Length)],
        };
    }

    private string BendBody(string body)
    {
        var at = _random.Next(body.Length);
        return _random.Next(9) switch
        {
            0 => $"{body[..at]}{(char.IsUpper(body[at]) ? char.ToLowerInvariant(body[at]) : char.ToUpperInvariant(body[at]))}{body[(at + 1)..]}",
            1 when char.IsAsciiLetter(body[at]) => $"{body[..at]}\\u{(int)body[at]:x4}{body[(at + 1)..]}",
            2 => body.Remove(at, 1),
            3 => body.Insert(at, " "),
            4 => "{\"HostConfig\":{}," + body[1..],
            5 => body[..^1] + ",\"hostconfig\":null}",
            6 => body.Replace("\"HostConfig\":{", "\"HostConfig\":{\"privileged\":false,", StringComparison.Ordinal),
            7 => body.Replace("{\"Privileged", "{\"privileged\":false,\"Privileged", StringComparison.Ordinal),
            _ => body.Replace("s\"", "\\u017f\"", StringComparison.Ordinal),
        };
    }

    /// <summary>As loosely as any server reads: decoded again and again, dots resolved, empty segments dropped, the version gone.</summary>
    private static List<string> Loosely(string target)
    {
        for (var decoded = Uri.UnescapeDataString(target); decoded != target; decoded = Uri.UnescapeDataString(target))
        {
            target = decoded;
        }

        var segments = new List<string>();
        foreach (var segment in target.Split('?', '#')[0].Split('/', '\\').Where(segment => segment is not ("" or ".")))
        {
            if (segment != "..")
            {
                segments.Add(segment);
            }
            else if (segments.Count > 0)
            {
                segments.RemoveAt(segments.Count - 1);
            }
        }

        return segments.Count > 0 && segments[0].StartsWith("v1.", StringComparison.OrdinalIgnoreCase) ? segments[1..] : segments;
    }

    /// <summary>As Go reads: whatever the case, the last of two; settings at the top count as well.</summary>
    private static bool LeadsOut(string body)
    {
        var fields = new Dictionary<string, JsonElement>(StringComparer.OrdinalIgnoreCase);
        using var document = JsonDocument.Parse(body);
        Gather(document.RootElement, fields);
        return (fields.TryGetValue("Privileged", out var privileged) && privileged.ValueKind == JsonValueKind.True)
            || Texts(fields, "Binds").Any(bind => bind.Split(':') is [['/' or '.' or '~' or '\\', ..], _, ..])
            || Texts(fields, "Mounts").Any(mount => mount.Contains("bind", StringComparison.OrdinalIgnoreCase) || mount.Contains("\"/\"", StringComparison.Ordinal))
            || new[] { "NetworkMode", "PidMode" }.Any(mode => fields.TryGetValue(mode, out var value) && value.ToString() == "host")
            || new[] { "CapAdd", "SecurityOpt", "Devices", "VolumesFrom" }.Any(name => Texts(fields, name).Any());
    }

    private static void Gather(JsonElement element, Dictionary<string, JsonElement> fields)
    {
        foreach (var property in element.EnumerateObject())
        {
            if (property.Name.Equals("HostConfig", StringComparison.OrdinalIgnoreCase) && property.Value.ValueKind == JsonValueKind.Object)
            {
                Gather(property.Value, fields);
            }

            fields[property.Name] = property.Value;
        }
    }

    private static IEnumerable<string> Texts(Dictionary<string, JsonElement> fields, string name) =>
        fields.TryGetValue(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select(item => item.GetRawText().Trim('"')) : [];
}
