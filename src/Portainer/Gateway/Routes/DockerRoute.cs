using Portainer.Access;

namespace Portainer.Gateway;

/// <summary>What is done with the body of a request before it is sent on.</summary>
internal enum BodyRule
{
    /// <summary>There is none; one that comes is not passed on (some clients send {} with everything).</summary>
    None,

    /// <summary>An archive, passed on as it comes.</summary>
    Stream,

    /// <summary>JSON that only those send whom nothing limits.</summary>
    Free,

    ContainerCreate,
    ContainerUpdate,
    Commit,
    ExecCreate,
    ExecStart,
    NetworkCreate,
    NetworkConnect,
    NetworkDisconnect,
    VolumeCreate,
    ServiceCreate,
    ServiceUpdate,
    Secret,
    Config,
    Credentials,
}

/// <summary>What is done with an answer on its way back.</summary>
internal enum AnswerRule
{
    AsIs,

    /// <summary>An array of things that have owners; those that the caller may not see are left out.</summary>
    List,

    /// <summary>One such thing.</summary>
    Inspect,

    /// <summary>The volumes are an array inside an object.</summary>
    Volumes,
    Tasks,
    Nodes,
    Events,
    DiskUsage,
    Info,
    Swarm,

    /// <summary>The thing is new and becomes its creator's.</summary>
    Created,

    /// <summary>The thing is gone and so is who owned it.</summary>
    Removed,
}

/// <summary>What parameters are looked at before a request is sent on.</summary>
internal enum QueryRule
{
    None,
    Build,
    Commit,
    PullOrImport,
}

/// <summary>One route of the Engine API: a row of <see cref="DockerRoutes"/>.</summary>
/// <param name="Pattern">Segments; {kind} stands for one segment that names a thing, {image} and {plugin} for one or more.</param>
internal sealed record DockerRoute(string Method, string Pattern, Operation Operation)
{
    private readonly string[] _segments = Pattern[1..].Split('/');

    public BodyRule Body { get; init; }

    public AnswerRule Answer { get; init; }

    public QueryRule Query { get; init; }

    /// <summary>The connection may be taken over.</summary>
    public bool Upgrades { get; init; }

    /// <summary>The kind of thing the path names; empty when it names none.</summary>
    public string Kind => Array.Find(_segments, IsPlace)?.Trim('{', '}') ?? "";

    public bool Matches(IReadOnlyList<string> path, out string target)
    {
        target = "";
        var place = Array.FindIndex(_segments, IsPlace);
        var width = path.Count - _segments.Length + 1;
        if (place < 0 || !IsLong(_segments[place]) ? path.Count != _segments.Length : width < 1)
        {
            return false;
        }

        for (var at = 0; at < _segments.Length; at++)
        {
            if (at != place && _segments[at] != path[place >= 0 && at > place ? at + width - 1 : at])
            {
                return false;
            }
        }

        target = place < 0 ? "" : string.Join('/', path.Skip(place).Take(width));
        return true;
    }

    /// <summary>The same path with the thing by another name.</summary>
    public DockerPath Renamed(DockerPath path, string target)
    {
        var place = Array.FindIndex(_segments, IsPlace);
        return place < 0 || IsLong(_segments[place]) ? path : path with { Segments = [.. path.Segments.Select((segment, at) => at == place ? target : segment)] };
    }

    private static bool IsPlace(string segment) => segment[0] == '{';

    private static bool IsLong(string place) => place is "{image}" or "{plugin}";
}
