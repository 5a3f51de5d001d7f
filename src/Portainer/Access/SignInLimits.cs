namespace Portainer.Access;

/// <summary>How patient sign-in is. Tests choose others.</summary>
internal sealed record SignInLimits
{
    public int PasswordLength { get; init; } = 12;

    public int FailuresUntilLockout { get; init; } = 5;

    public TimeSpan Lockout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A session ends after this long without a request.</summary>
    public TimeSpan Session { get; init; } = TimeSpan.FromHours(8);

    /// <summary>The same for “keep me signed in”.</summary>
    public TimeSpan RememberedSession { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How often an open page asks whether its session was ended elsewhere. Requests ask every time.</summary>
    public TimeSpan Revalidation { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Posts of passwords and tokens per address; people behind one proxy share them.</summary>
    public int CredentialPostsPerMinute { get; init; } = 20;
}
