using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portainer.Access;
using Portainer.Data.AccessControl;
using Portainer.Registries;

namespace Portainer.Gateway;

/// <summary>
/// Portainer's convention: an <c>X-Registry-Auth</c> of <c>{"registryId":N}</c> stands for the stored account N (0: none), for those who may
/// use it on this endpoint. Anything else are the client's own credentials and passes as it is.
/// </summary>
internal sealed class RegistryCredentials(RegistryAccess accounts, RegistryGrantStore grants)
{
    private const string Header = "X-Registry-Auth";

    /// <exception cref="TellableException">The account is not there, or not the caller's to use.</exception>
    public async Task SwapAsync(GatewayRequest request)
    {
        var headers = request.Context.Request.Headers;
        if (headers[Header].ToString() is not { Length: > 0 } sent || RegistryIdOf(sent) is not { } id)
        {
            return;
        }

        if (id == RegistryAccess.Anonymous)
        {
            headers.Remove(Header);
            return;
        }

        if (!await MayUseAsync(request, id))
        {
            throw new RegistryNotFoundException(id);
        }

        var account = await accounts.ForAsync(ImageOf(request), id, request.Aborted);
        headers[Header] = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["username"] = account?.Username ?? "",
            ["password"] = account?.Password ?? "",
            ["serveraddress"] = account?.ServerAddress ?? "",
        }));
    }

    /// <summary>The number in Portainer's form of the header; null when it is none. Base64 of either alphabet, padded or not.</summary>
    internal static int? RegistryIdOf(string header)
    {
        try
        {
            var text = header.Trim().TrimEnd('=').Replace('+', '-').Replace('/', '_');
            var fields = JsonNode.Parse(Base64Url.DecodeFromChars(text)) as JsonObject;
            return fields?.FirstOrDefault(field => field.Key.Equals("registryId", StringComparison.OrdinalIgnoreCase)).Value is JsonValue value && value.TryGetValue<int>(out var id)
                ? id
                : null;
        }
        catch (Exception other) when (other is FormatException or JsonException or ArgumentException)
        {
            return null;
        }
    }

    private async Task<bool> MayUseAsync(GatewayRequest request, int registryId)
    {
        var caller = request.Caller;
        return caller.IsAdministrator || (await grants.ListAsync(request.Aborted)).Any(grant =>
            grant.RegistryId == registryId && grant.EndpointId == request.EndpointId
            && (grant.Holder == GrantHolder.User ? grant.HolderId == caller.UserId : caller.Book?.Facts.TeamsOf(caller.UserId).Contains(grant.HolderId) == true));
    }

    private static string ImageOf(GatewayRequest request) => request.Route switch
    {
        { Kind: "image" } => request.Target,
        { Query: QueryRule.PullOrImport } => request.Query["fromImage"] ?? "",
        { Body: BodyRule.ServiceCreate or BodyRule.ServiceUpdate } when request.Body is { } body => Value.Text(body["TaskTemplate"]?["ContainerSpec"]?["Image"]),
        _ => "",
    };
}
