namespace Portainer.Data.Endpoints;

/// <summary>What a person gives to add an engine.</summary>
public sealed record NewEndpoint(string Name, string Url)
{
    public string PublicAddress { get; init; } = "";

    public EndpointTls Tls { get; init; } = EndpointTls.None;

    public int GroupId { get; init; } = EndpointGroup.UnassignedId;

    public IdSet TagIds { get; init; } = IdSet.Empty;

    public bool IsEnabled { get; init; } = true;
}
