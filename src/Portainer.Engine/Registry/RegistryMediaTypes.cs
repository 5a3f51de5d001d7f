namespace Portainer.Engine;

/// <summary>What registries call the things they hold.</summary>
public static class RegistryMediaTypes
{
    public const string DockerManifest = "application/vnd.docker.distribution.manifest.v2+json";
    public const string DockerManifestList = "application/vnd.docker.distribution.manifest.list.v2+json";
    public const string OciManifest = "application/vnd.oci.image.manifest.v1+json";
    public const string OciIndex = "application/vnd.oci.image.index.v1+json";

    private const string DockerConfig = "application/vnd.docker.container.image.v1+json";
    private const string OciConfig = "application/vnd.oci.image.config.v1+json";

    // Without the lists a registry picks one platform for us.
    internal static readonly string[] Manifests = [DockerManifest, DockerManifestList, OciManifest, OciIndex];

    public static bool IsIndex(string mediaType) => mediaType is DockerManifestList or OciIndex;

    /// <summary>Whether a blob is the config of an image, not of a chart, a signature or something else that lives in registries.</summary>
    public static bool IsImageConfig(string mediaType) => mediaType is DockerConfig or OciConfig;
}
