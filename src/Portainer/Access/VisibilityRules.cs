using Portainer.Fleet;

namespace Portainer.Access;

/// <summary>What of a picture a caller gets to see. Containers with a hidden label (<c>--hide-label</c>) are hidden from everybody.</summary>
internal sealed class VisibilityRules(IReadOnlyList<KeyValuePair<string, string>> hiddenLabels)
{
    public EndpointView View(Caller caller, EndpointPicture picture)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return hiddenLabels.Count == 0
            ? new(picture, picture.Containers)
            : new(picture, [.. picture.Containers.Where(row => !IsHidden(row))]);
    }

    /// <summary>Whether the container, given by name, full id or unique id prefix, is on the endpoint but not for this caller's eyes.</summary>
    public bool Hides(Caller caller, EndpointPicture picture, string container)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return hiddenLabels.Count > 0 && picture.Containers.Any(row => row.IsCalled(container) && IsHidden(row));
    }

    private bool IsHidden(ContainerRow row) =>
        hiddenLabels.Any(label => row.Labels.TryGetValue(label.Key, out var value) && value == label.Value);
}
