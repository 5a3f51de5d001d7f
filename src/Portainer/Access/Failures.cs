using Portainer.Data;
using Portainer.Engine;

namespace Portainer.Access;

/// <summary>Which exceptions carry a sentence for people, so that pages, hub and API tell the same failures in the same words.</summary>
internal static class Failures
{
    public static bool IsTellable(Exception failure) => failure is TellableException or DockerApiException or DockerConnectionException or RegistryException or RefusedChangeException;
}
