using System.Text.Json.Nodes;
using Portainer.Data.AccessControl;

namespace Portainer.Gateway;

/// <summary>Which table of rules a body is held against.</summary>
internal static class BodySecurity
{
    /// <summary>What is wrong, as a sentence; null: nothing. <paramref name="body"/> is what <see cref="StrictJson"/> made.</summary>
    public static string? Fault(BodyRule rule, JsonObject body, EndpointSecurity security) => rule switch
    {
        BodyRule.ContainerCreate => ContainerSecurity.OfCreate(body, security),
        BodyRule.ContainerUpdate => ContainerSecurity.OfUpdate(body, security),
        BodyRule.ExecCreate => ContainerSecurity.OfExec(body, security),
        BodyRule.NetworkCreate => NetworkRules.OfCreate(body, security),
        BodyRule.VolumeCreate => MountRules.OfVolume(body, security),
        BodyRule.ServiceCreate or BodyRule.ServiceUpdate => ServiceSecurity.Fault(body, security),
        BodyRule.Secret or BodyRule.Config => body["Driver"] is not null ? "Secrets that come from a driver are made by administrators only." : null,
        _ => null,
    };
}
