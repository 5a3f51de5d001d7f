using Portainer.Engine;

namespace Portainer.Containers.Create;

/// <summary>Privileges. "systempaths=unconfined" is an option of the CLI that the engine knows as two empty lists of paths.</summary>
internal static class SecurityFields
{
    public const string OpenPaths = "systempaths=unconfined";

    private const string Prefix = "CAP_";

    public static readonly WireForm Capabilities = new(
        wire => (wire as IList<string> ?? []).Select(Plain).Order(StringComparer.Ordinal).ToList(),
        (_, names) => ((List<string>)names!).Select(Wire).Distinct().Order(StringComparer.Ordinal).ToList() is { Count: > 0 } some ? some : null);

    /// <summary>NET_ADMIN for cap_net_admin, CAP_NET_ADMIN and net-admin alike.</summary>
    public static string Plain(string name)
    {
        var upper = name.Trim().ToUpperInvariant().Replace('-', '_');
        return upper.StartsWith(Prefix, StringComparison.Ordinal) ? upper[Prefix.Length..] : upper;
    }

    public static void Read(CreateContainerParameters parameters, ContainerDraft draft)
    {
        var host = parameters.HostConfig ?? new();
        var isOpen = host is { MaskedPaths.Count: 0, ReadonlyPaths.Count: 0 };
        draft.Privileged = host.Privileged;
        draft.SecurityOptions = [.. host.SecurityOpt ?? [], .. isOpen ? [OpenPaths] : Array.Empty<string>()];
    }

    public static void Write(ContainerDraft draft, CreateContainerParameters parameters)
    {
        var host = parameters.HostConfig!;
        var options = draft.SecurityOptions.Select(option => option.Trim()).Where(option => option.Length > 0).ToList();
        var isOpen = options.Remove(OpenPaths);
        host.Privileged = draft.Privileged;
        host.SecurityOpt = options.Count == 0 ? null : options;
        // The engine fills in the usual paths where it finds null; what an earlier choice left must not stay.
        host.MaskedPaths = isOpen ? [] : null;
        host.ReadonlyPaths = isOpen ? [] : null;
    }

    private static string Wire(string name) => Plain(name) is "ALL" ? "ALL" : Prefix + Plain(name);
}
