using Portainer.Access;
using Portainer.Data.AccessControl;

namespace Portainer.Gateway;

/// <summary>What is decided by parameters rather than by path or body.</summary>
internal static class QueryRules
{
    private static readonly string[] Build =
    [
        "dockerfile", "t", "extrahosts", "remote", "q", "nocache", "cachefrom", "pull", "rm", "forcerm", "memory", "memswap", "cpushares", "cpusetcpus",
        "cpusetmems", "cpuperiod", "cpuquota", "buildargs", "shmsize", "squash", "labels", "networkmode", "platform", "target", "outputs", "version",
        "session", "buildid", "ulimits", "isolation", "cgroupparent", "securityopt",
    ];

    private static readonly string[] Commit = ["container", "repo", "tag", "comment", "author", "pause", "changes"];

    private static readonly string[] PullOrImport = ["fromimage", "fromsrc", "repo", "tag", "message", "changes", "platform"];

    /// <summary>An import is no pull: what it brings in comes from nowhere in particular.</summary>
    public static Operation OperationOf(DockerRoute route, DockerQuery query) =>
        route.Query == QueryRule.PullOrImport && !string.IsNullOrEmpty(query["fromSrc"]) ? Operation.LoadImages : route.Operation;

    /// <exception cref="GatewayException">A parameter is not known, or not allowed to those whom the settings bind.</exception>
    public static void Demand(GatewayRequest request)
    {
        string[]? known = request.Route!.Query switch
        {
            QueryRule.Build => Build,
            QueryRule.Commit => Commit,
            QueryRule.PullOrImport => PullOrImport,
            _ => null,
        };
        if (known is null || !request.IsBound)
        {
            return;
        }

        if (request.Query.Names.FirstOrDefault(name => !known.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw GatewayException.Forbidden($"The parameter “{unknown}” is not known here, so it is for administrators only.");
        }

        if (request.Route.Query == QueryRule.Build && BuildFault(request.Query, request.Caller.Book?.Facts.SecurityOf(request.EndpointId) ?? EndpointSecurity.Default) is { } fault)
        {
            throw GatewayException.Forbidden(fault);
        }
    }

    internal static string? BuildFault(DockerQuery query, EndpointSecurity security) => (query["networkmode"], query["cgroupparent"], query["securityopt"]) switch
    {
        ({ } mode, _, _) when NetworkRules.IsHost(mode) && !security.AllowHostNetwork => NetworkRules.OfHost,
        (_, { Length: > 0 }, _) when !security.AllowCgroupOptions => "cgroupparent would put the build into another control group, and on this endpoint only administrators may do that.",
        (_, _, { Length: > 0 }) when !security.AllowSecurityOptions => "securityopt would change what the kernel lets the build do, and on this endpoint only administrators may do that.",
        _ => null,
    };
}
