using System.Text.Json.Serialization;
using Portainer.Engine;

namespace Portainer.Containers.Create;

/// <summary>From a container to a draft, and from a draft to the call that creates one.</summary>
public sealed partial class ContainerDraft
{
    /// <summary>Where this draft came from, when it came from a container.</summary>
    [JsonIgnore]
    internal DraftOrigin? Origin { get; set; }

    /// <summary>
    /// The draft of an existing container. What it has from its image is left blank, so that it follows a newer image; names the engine made up
    /// (the host name, an anonymous volume) are left out too.
    /// </summary>
    /// <param name="image">The configuration of the image the container was made of; null when the image is gone.</param>
    internal static ContainerDraft From(ContainerInspectResponse container, ContainerConfig? image, EngineDefaults? defaults = null) =>
        DraftOrigin.Read(container, image, defaults ?? EngineDefaults.Usual);

    /// <summary>The create call. What nobody touched is exactly what the original container had, down to what this form does not know.</summary>
    /// <exception cref="DraftException">A field cannot be read.</exception>
    internal CreateContainerParameters ToParameters()
    {
        var parameters = Origin is { } origin ? DraftOrigin.Copy(origin.Parameters) : new CreateContainerParameters();
        parameters.HostConfig ??= new();
        foreach (var field in DraftFields.All.Where(field => Origin is null || !field.IsSame(this, Origin.Untouched)))
        {
            field.Write(this, parameters);
        }

        return parameters;
    }

    /// <summary>A copy that shares nothing but the origin.</summary>
    internal ContainerDraft Copy()
    {
        var copy = DraftOrigin.Copy(this);
        copy.Origin = Origin;
        return copy;
    }
}
