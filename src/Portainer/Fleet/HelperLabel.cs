namespace Portainer.Fleet;

/// <summary>
/// What marks the short-lived containers that this product makes to see into volumes. They are kept out of the picture and the events;
/// <c>docker ps -a --filter label=io.portainer.helper</c> shows them.
/// </summary>
internal static class HelperLabel
{
    /// <summary>Its value is the purpose.</summary>
    public const string Purpose = "io.portainer.helper";

    /// <summary>
    /// Marks a container that runs a person's program once; its value tells runs apart. Those are seen like any other, only their removal
    /// is sure in the same way.
    /// </summary>
    public const string Run = "io.portainer.run";

    /// <summary>Unix seconds after which anybody may remove it.</summary>
    public const string Expires = "io.portainer.helper.expires";

    /// <summary>The installation that made it.</summary>
    public const string Owner = "io.portainer.helper.owner";

    /// <summary>Who it is for: known before the engine has made it, unlike its id.</summary>
    public const string Lease = "io.portainer.helper.lease";
}
