namespace Portainer.Images;

/// <summary>Platforms that are offered while typing; any other may be typed too.</summary>
internal static class Platforms
{
    public static readonly IReadOnlyList<string> Common = ["linux/amd64", "linux/arm64", "linux/arm/v7", "linux/386", "linux/ppc64le", "linux/s390x", "linux/riscv64", "windows/amd64"];
}
