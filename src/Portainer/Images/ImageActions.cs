using Portainer.Access;
using Portainer.Engine;

namespace Portainer.Images;

/// <summary>What people do with images at once. Every call says who asks and goes through the gate; long work is <see cref="ImageJobs"/>'.</summary>
internal sealed class ImageActions(EngineGate gate)
{
    public async Task<ImageInspectResponse> InspectAsync(Caller caller, int endpointId, string image, CancellationToken cancellationToken)
    {
        var session = await gate.OpenAsync(caller, endpointId, Operation.InspectImage, cancellationToken);
        return await session.Client.Images.InspectImageAsync(image, cancellationToken);
    }

    /// <summary>The engine's own inspect body, to the byte.</summary>
    public async Task<byte[]> InspectRawAsync(Caller caller, int endpointId, string image, CancellationToken cancellationToken)
    {
        var session = await gate.OpenAsync(caller, endpointId, Operation.InspectImage, cancellationToken);
        return await session.Client.Images.InspectImageRawAsync(image, cancellationToken);
    }

    /// <summary>The layers, the newest first (R45, <c>docker history</c>).</summary>
    public async Task<IReadOnlyList<ImageHistoryResponse>> HistoryAsync(Caller caller, int endpointId, string image, CancellationToken cancellationToken)
    {
        var session = await gate.OpenAsync(caller, endpointId, Operation.InspectImage, cancellationToken);
        return await session.Client.Images.GetImageHistoryAsync(image, cancellationToken);
    }

    /// <summary>Gives an image one more name (<c>docker tag</c>); a layer that still has an id may be named too (S57).</summary>
    /// <exception cref="ImageNameException">It is no name; nothing was sent.</exception>
    public async Task TagAsync(Caller caller, int endpointId, string image, string name, CancellationToken cancellationToken)
    {
        var reference = ImageName.Parse(name);
        if (reference.Digest is not null)
        {
            throw new ImageNameException(name, "A new name cannot carry a digest: leave out what follows the @.");
        }

        var session = await gate.OpenAsync(caller, endpointId, Operation.TagImage, cancellationToken);
        await session.Client.Images.TagImageAsync(image, new() { RepositoryName = reference.FamiliarName, Tag = reference.Tag }, cancellationToken);
    }

    /// <summary>Takes one name off; with the last name the image goes too, unless a container uses it.</summary>
    public async Task<IReadOnlyList<ImageDeleteResponse>> UntagAsync(Caller caller, int endpointId, string name, CancellationToken cancellationToken)
    {
        var session = await gate.OpenAsync(caller, endpointId, Operation.RemoveImage, cancellationToken);
        return await session.Client.Images.DeleteImageAsync(name, new(), cancellationToken);
    }

    /// <summary>
    /// Removes an image with all its names. Without force the names go one by one and the engine refuses the last one of an image that a
    /// container uses, which is refused here before the first. With force it goes by id: by name, engines would leave one that runs without a name.
    /// </summary>
    /// <exception cref="ImageInUseException">A container uses it, and force is off or the container runs.</exception>
    public async Task RemoveAsync(Caller caller, int endpointId, string imageId, bool force, CancellationToken cancellationToken)
    {
        var session = await gate.OpenAsync(caller, endpointId, Operation.RemoveImage, cancellationToken);
        var row = session.Endpoint.FindImage(imageId);
        if (row is not null && ImageUse.Of(row, session.Endpoint).Obstacle(force) is { } obstacle)
        {
            throw new ImageInUseException(obstacle);
        }

        string[] names = force || row is null || row.IsDangling ? [imageId] : [.. row.Tags];
        foreach (var name in names)
        {
            await session.Client.Images.DeleteImageAsync(name, new() { Force = force }, cancellationToken);
        }
    }

    /// <summary>What the registry finds under a term (<c>docker search</c>); the engine asks, so it is the engine that needs the way out.</summary>
    public async Task<IReadOnlyList<ImageSearchResponse>> SearchAsync(
        Caller caller, int endpointId, string term, bool officialOnly, CancellationToken cancellationToken)
    {
        var session = await gate.OpenAsync(caller, endpointId, Operation.SearchImages, cancellationToken);
        var filters = officialOnly ? new Filters { { "is-official", "true" } } : null;
        return await session.Client.Images.SearchImagesAsync(new() { Term = term, Limit = 100, Filters = filters }, cancellationToken);
    }
}

/// <summary>A container stands in the way of a removal; the message says which and what to do.</summary>
internal sealed class ImageInUseException(string message) : TellableException(message);
