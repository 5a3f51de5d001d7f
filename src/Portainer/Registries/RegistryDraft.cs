using Portainer.Data.Registries;

namespace Portainer.Registries;

/// <summary>How this console itself meets a registry; engines have settings of their own.</summary>
public enum RegistryTransportMode
{
    Tls,
    Unverified,
    Plain,
}

/// <summary>What the registry form holds before it is saved. An empty password or CA keeps what is stored.</summary>
public sealed class RegistryDraft
{
    public string Name { get; set; } = "";

    public RegistryKind Kind { get; set; } = RegistryKind.Custom;

    public string Url { get; set; } = "";

    public bool HasAccount { get; set; } = true;

    public string UserName { get; set; } = "";

    public string? Password { get; set; }

    public RegistryTransportMode Transport { get; set; }

    public string? CaPem { get; set; }

    /// <summary>The stored CA is not to be trusted any more.</summary>
    public bool ForgetsCa { get; set; }

    public bool IsHub => Kind == RegistryKind.DockerHub;

    public static RegistryDraft From(Registry registry) => new()
    {
        Name = registry.Name,
        Kind = registry.Kind,
        Url = registry.Url,
        HasAccount = registry.UserName.Length > 0,
        UserName = registry.UserName,
        Transport = registry.PlainHttp ? RegistryTransportMode.Plain : registry.SkipVerify ? RegistryTransportMode.Unverified : RegistryTransportMode.Tls,
    };

    /// <summary>What to store over <paramref name="stored"/>; a null secret keeps the stored one.</summary>
    /// <exception cref="InvalidRegistryException">The address has no form we know.</exception>
    /// <exception cref="RegistryAccountException">The stored password belongs to another account or host.</exception>
    public NewRegistry Wanted(Registry? stored)
    {
        var url = IsHub ? RegistryRules.DockerHub : RegistryRules.NormalizeUrl(Url);
        var user = HasAccount ? UserName.Trim() : "";
        RequireOwnSecret(stored, url, user);
        if (HasAccount && user.Length == 0)
        {
            throw new RegistryAccountException("Give the account's user name, or choose to use the registry without an account.", nameof(UserName));
        }

        return new(Name, Kind, url)
        {
            UserName = user,
            Secret = string.IsNullOrEmpty(Password) ? null : Password,
            CaPem = IsHub || ForgetsCa ? null : CaPem ?? stored?.CaPem,
            SkipVerify = !IsHub && Transport == RegistryTransportMode.Unverified,
            PlainHttp = !IsHub && Transport == RegistryTransportMode.Plain,
        };
    }

    // A password that nobody can read must not be sent to wherever the form says now.
    private void RequireOwnSecret(Registry? stored, string url, string user)
    {
        var isElsewhere = stored is { HasSecret: true } && (stored.Host != url.Split('/')[0] || stored.UserName != user);
        if (isElsewhere && user.Length > 0 && string.IsNullOrEmpty(Password))
        {
            throw new RegistryAccountException($"Type the password: the stored one is for {stored!.UserName} at {stored.Host}.", nameof(Password));
        }
    }
}
