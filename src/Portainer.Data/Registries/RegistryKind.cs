namespace Portainer.Data.Registries;

/// <summary>Whose registry it is; the numbers are Portainer's and are stored.</summary>
public enum RegistryKind
{
    Quay = 1,
    Azure = 2,
    Custom = 3,
    GitLab = 4,
    ProGet = 5,
    DockerHub = 6,
    Ecr = 7,
    GitHub = 8,
}
