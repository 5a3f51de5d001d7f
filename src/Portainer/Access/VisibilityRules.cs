using Portainer.Fleet;

namespace Portainer.Access;

/// <summary>
/// What of a picture a caller gets to see: what <see cref="OwnershipRules"/> leaves them, and of containers with a hidden label
/// (<c>--hide-label</c>) nobody any.
/// </summary>
internal sealed class VisibilityRules(IReadOnlyList<KeyValuePair<string, string>> hiddenLabels)
{
    public EndpointView View(Caller caller, EndpointPicture picture)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (SeesEverything(caller, picture))
        {
            return new(picture, hiddenLabels.Count == 0 ? picture.Containers : [.. picture.Containers.Where(row => !IsHidden(row.Labels))]);
        }

        return new(picture, [.. picture.Containers.Where(row => Sees(caller, picture, row))])
        {
            Reduced = picture with
            {
                Networks = picture.Networks is null ? null : [.. picture.Networks.Where(row => Sees(caller, picture, row))],
                Volumes = picture.Volumes is null ? null : [.. picture.Volumes.Where(row => Sees(caller, picture, row))],
            },
        };
    }

    /// <summary>Whether no thing of the endpoint is kept from the caller but for hidden labels.</summary>
    public static bool SeesEverything(Caller caller, EndpointPicture picture) => caller.RoleOn(picture.Endpoint.Id)?.SeesEverything() == true;

    /// <summary>
    /// Whether what the engine would take <paramref name="container"/> for has a hidden label. The engine takes a name first,
    /// with or without its slash, and then any prefix of an id, however short.
    /// </summary>
    public bool Hides(EndpointPicture picture, string container)
    {
        if (hiddenLabels.Count == 0)
        {
            return false;
        }

        var name = container.TrimStart('/');
        return picture.Containers.FirstOrDefault(row => row.Name == name) is { } called
            ? IsHidden(called.Labels)
            : picture.Containers.Any(row => IsHidden(row.Labels) && row.Id.StartsWith(name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whether labels hide a container from everybody.</summary>
    public bool IsHidden(IReadOnlyDictionary<string, string> labels) =>
        hiddenLabels.Any(label => labels.TryGetValue(label.Key, out var value) && value == label.Value);

    public bool Sees(Caller caller, EndpointPicture picture, ContainerRow row) =>
        !IsHidden(row.Labels) && OwnershipRules.Sees(caller, Owned.Container(picture.Endpoint.Id, row));

    /// <summary>The engine's own networks are everybody's.</summary>
    public static bool Sees(Caller caller, EndpointPicture picture, NetworkRow row) =>
        (row.IsPredefined && caller.RoleOn(picture.Endpoint.Id) is not null)
        || OwnershipRules.Sees(caller, Owned.Network(picture.Endpoint.Id, picture.Facts, row));

    public static bool Sees(Caller caller, EndpointPicture picture, VolumeRow row) =>
        OwnershipRules.Sees(caller, Owned.Volume(picture.Endpoint.Id, row));

    /// <summary>Events of things that the caller may see; those of a container that is gone are judged by the labels they carry.</summary>
    public IReadOnlyList<EngineEvent> Events(Caller caller, EndpointPicture picture, IReadOnlyList<EngineEvent> events)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (!SeesEverything(caller, picture))
        {
            var view = View(caller, picture);
            var seen = view.Containers.Select(row => row.Id)
                .Concat(view.Networks?.Select(row => row.Id) ?? []).Concat(view.Volumes?.Select(row => row.Name) ?? []).ToHashSet();
            return [.. events.Where(item => seen.Contains(item.ActorId) && (!item.Attributes.TryGetValue("container", out var member) || seen.Contains(member)))];
        }

        if (hiddenLabels.Count == 0)
        {
            return events;
        }

        var hidden = picture.Containers.Where(row => IsHidden(row.Labels)).Select(row => row.Id).ToHashSet();
        return [.. events.Where(item => !IsHidden(item.Attributes) && !hidden.Contains(item.ActorId) && !(item.Attributes.TryGetValue("container", out var member) && hidden.Contains(member)))];
    }
}
