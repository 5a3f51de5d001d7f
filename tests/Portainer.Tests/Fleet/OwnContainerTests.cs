using Portainer.Fleet;

namespace Portainer.Tests.Fleet;

public sealed class OwnContainerTests
{
    private const string Id = "4f1c2d3e4f5061728394a5b6c7d8e9f00112233445566778899aabbccddeeff0";

    [Fact]
    public void Find_InsideAContainer_IsTheFolderBehindEtcHostname() =>
        Assert.Equal(Id, OwnContainer.Find([$"1 2 254:0 /var/lib/docker/containers/{Id}/hostname /etc/hostname rw - ext4 /dev/vda rw"]));

    [Fact]
    public void Find_OnAHostWithContainerMounts_IsNone() =>
        Assert.Null(OwnContainer.Find([$"1 2 254:0 /var/lib/docker/containers/{Id}/mounts/shm /var/lib/docker/containers/{Id}/mounts/shm rw - tmpfs shm rw"]));
}
