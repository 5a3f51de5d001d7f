namespace Portainer.Jobs;

/// <summary>What to do about the classic refusals that engines pass on from registries, disks and file servers (S60). Their own words stay in front: they are what a search finds.</summary>
internal static class EngineAdvice
{
    private const string NoTls = "The registry answers without TLS: give it a certificate, or list it under \"insecure-registries\" in this engine's daemon.json.";
    private const string WrongName = "The registry's certificate does not carry the name it was asked by: use one that it carries, or renew it with this one among its subject alternative names.";
    private const string Account = "The registry asks for an account that may do this: add it under Registries, or correct its password there.";

    private const string NoBranch = "This engine takes the branch master when the address names none: add the branch to it, such as #main.";

    private static readonly (string Words, string Advice)[] Known =
    [
        ("certificate signed by unknown authority", "This engine does not trust the registry's certificate: put the certificate of its CA on the engine's machine as /etc/docker/certs.d/HOST:PORT/ca.crt."),
        ("certificate is valid for", WrongName),
        ("certificate is not valid for any names", WrongName),
        ("any IP SANs", WrongName),
        ("legacy Common Name", WrongName),
        ("certificate has expired", "The registry's certificate is expired or not valid yet: renew it, or check the clocks."),
        ("server gave HTTP response to HTTPS client", NoTls),
        ("oversized record", NoTls),
        ("does not look like a TLS handshake", NoTls),
        ("no basic auth credentials", Account),
        ("authentication required", Account),
        ("incorrect username or password", Account),
        ("requested access to the resource is denied", Account),
        ("pull access denied", "Check the spelling of the name; for a private image add its account under Registries."),
        ("toomanyrequests", "The registry limits pulls: add an account under Registries, or try again later."),
        ("manifest unknown", "The registry has no such tag: check the spelling, or look which tags there are."),
        ("no matching manifest", "The image is not made for this engine's platform: choose another platform or tag."),
        ("remote ref master", NoBranch),
        ("does not contain ref master", NoBranch),
        ("subdir not supported", "BuildKit of this engine cannot build a folder of a repository: choose the classic builder, or give the path of the Dockerfile instead."),
        ("failed to mount local volume", "The engine's machine could not mount it: check the server, the path and the options, and whether that machine has what NFS or CIFS need (\"no such device\" means that its kernel has not)."),
        ("no space left on device", "The engine's disk is full: free some of it under Prune, or give it more."),
    ];

    /// <summary>The message, and what to do about it where that is known.</summary>
    public static string Explain(string message)
    {
        var known = Known.FirstOrDefault(row => message.Contains(row.Words, StringComparison.OrdinalIgnoreCase));
        return known.Advice is null ? message : $"{message.TrimEnd('.')}. {known.Advice}";
    }
}
