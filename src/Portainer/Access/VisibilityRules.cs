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

    /// <summary>
    /// Whether what the engine would take <paramref name="container"/> for is not for this caller's eyes. The engine takes a name first,
    /// with or without its slash, and then any prefix of an id, however short.
    /// </summary>
    public bool Hides(Caller caller, EndpointPicture picture, string container)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (hiddenLabels.Count == 0)
        {
            return false;
        }

        var name = container.TrimStart('/');
        return picture.Containers.FirstOrDefault(row => row.Name == name) is { } called
            ? IsHidden(called)
            : picture.Containers.Any(row => IsHidden(row) && row.Id.StartsWith(name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Events of objects that the caller may see; those of a container that is gone are judged by the labels they carry.</summary>
    public IReadOnlyList<EngineEvent> Events(Caller caller, EndpointPicture picture, IReadOnlyList<EngineEvent> events)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (hiddenLabels.Count == 0)
        {
            return events;
        }

        var hidden = picture.Containers.Where(IsHidden).Select(row => row.Id).ToHashSet();
        return [.. events.Where(item => !IsHidden(item.Attributes) && !hidden.Contains(item.ActorId) && !(item.Attributes.TryGetValue("container", out var member) && hidden.Contains(member)))];
    }

    private bool IsHidden(ContainerRow row) => IsHidden(row.Labels);

    private bool IsHidden(IReadOnlyDictionary<string, string> labels) =>
        hiddenLabels.Any(label => labels.TryGetValue(label.Key, out var value) && value == label.Value);
}
