using System.Net;

namespace Portainer.Engine;

/// <summary>What registries refuse, as sentences: what was attempted, where, and what can be done.</summary>
internal static class RegistryRefusals
{
    public static RegistryException Create(RegistryClientOptions options, RegistryRequest request, HttpStatusCode status, byte[] body)
    {
        var (code, words) = RegistryJson.Error(body);
        return status switch
        {
            _ when request.Scope == RegistryScope.Catalogue => NoCatalogue(options),
            HttpStatusCode.NotFound => NotFound(options, request),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => Denied(options, request),
            HttpStatusCode.MethodNotAllowed when request.Method == HttpMethod.Delete => DeletionOff(options, request),
            _ when request.Method == HttpMethod.Delete && code == "UNSUPPORTED" => DeletionOff(options, request),
            _ => Rejected(options, request, words.Length > 0 ? $"{words} (HTTP {(int)status})" : $"HTTP {(int)status}"),
        };
    }

    public static RegistryException Rejected(RegistryClientOptions options, RegistryRequest request, string detail) => new(
        RegistryFailure.Rejected, $"The registry at {options.Host} was asked to {request.Attempt}, and it did not work: {detail}. Try again, or look into its log.");

    private static RegistryException NoCatalogue(RegistryClientOptions options) => new(
        RegistryFailure.NoCatalogue, $"The registry at {options.Host} does not list its repositories to {Who(options)}. Type the name of a repository to open it.");

    private static RegistryException NotFound(RegistryClientOptions options, RegistryRequest request) => new(
        RegistryFailure.NotFound,
        $"The registry at {options.Host} was asked to {request.Attempt}, and has no such thing (any more). It may have been deleted, or {Who(options)} may not see it.");

    private static RegistryException Denied(RegistryClientOptions options, RegistryRequest request) => new(
        RegistryFailure.Denied,
        $"The registry at {options.Host} does not let {Who(options)} {request.Attempt}. Check the spelling and the account's rights there, or use another account.");

    private static RegistryException DeletionOff(RegistryClientOptions options, RegistryRequest request) => new(
        RegistryFailure.DeletionOff,
        $"The registry at {options.Host} does not {request.Attempt}: deletion is switched off there. Start it with REGISTRY_STORAGE_DELETE_ENABLED=true " +
        "(storage.delete.enabled in its configuration file), then delete again. Hosted registries may delete on their own pages only.");

    private static string Who(RegistryClientOptions options) => options.HasAccount ? options.UserName : "somebody without an account";
}
