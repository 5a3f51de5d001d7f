using Portainer.Data.Registries;

namespace Portainer.Registries;

/// <summary>The kinds as people know them, and what each wants as a password.</summary>
internal static class RegistryKinds
{
    public static readonly IReadOnlyList<(RegistryKind Kind, string Text, string Hint)> All =
    [
        (RegistryKind.Custom, "Custom", "Any registry that speaks the distribution API: the registry image, Harbor, Nexus, Artifactory."),
        (RegistryKind.GitLab, "GitLab", "The password is a personal or deploy token with read_registry, and write_registry for pushes."),
        (RegistryKind.GitHub, "GitHub", "The password is a classic personal access token with read:packages, and write:packages for pushes."),
        (RegistryKind.Quay, "Quay", "A robot account serves best: its name is owner+robot."),
        (RegistryKind.Azure, "Azure", "The user name is the application id of a service principal, the password its secret."),
        (RegistryKind.Ecr, "Amazon ECR", "The user name is AWS, the password what aws ecr get-login-password prints. It is valid for 12 hours."),
        (RegistryKind.ProGet, "ProGet", "The user name may be api, with an API key as the password."),
    ];

    public static string Text(RegistryKind kind) =>
        kind == RegistryKind.DockerHub ? "Docker Hub" : All.FirstOrDefault(row => row.Kind == kind).Text ?? "Custom";

    public static string Hint(RegistryKind kind) => All.FirstOrDefault(row => row.Kind == kind).Hint ?? "";
}
