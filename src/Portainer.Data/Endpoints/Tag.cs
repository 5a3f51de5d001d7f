namespace Portainer.Data.Endpoints;

/// <summary>A word to find endpoints by (“dev”, “berlin”); endpoints and groups have any number of them.</summary>
public sealed record Tag
{
    public required int Id { get; init; }

    public required string Name { get; init; }
}
