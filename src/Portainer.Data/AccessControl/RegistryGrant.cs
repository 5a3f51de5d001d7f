namespace Portainer.Data.AccessControl;

/// <summary>A person or team may use the registry's account on the endpoint: a row of Portainer's <c>RegistryAccesses</c>.</summary>
public sealed record RegistryGrant(int RegistryId, int EndpointId, GrantHolder Holder, int HolderId);
