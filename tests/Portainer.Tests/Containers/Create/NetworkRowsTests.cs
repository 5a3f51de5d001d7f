using Portainer.Containers.Create;
using Portainer.Engine;

namespace Portainer.Tests.Containers.Create;

public sealed class NetworkRowsTests
{
    private const string Id = "db0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcd";

    [Fact]
    public void FromInspect_AliasThatTheIdBeginsWith_IsKept_AndTheShortIdIsNot()
    {
        var container = new ContainerInspectResponse { ID = Id, HostConfig = new() { NetworkMode = "front" } };
        container.NetworkSettings.Networks["front"] = new() { Aliases = ["db", Id[..12], "web"] };

        Assert.Equal(["db", "web"], NetworkRows.FromInspect(container)!.EndpointsConfig!["front"].Aliases);
    }
}
