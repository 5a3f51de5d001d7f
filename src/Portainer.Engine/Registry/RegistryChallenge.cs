using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Portainer.Engine;

/// <summary>How a registry wants to be told who asks (WWW-Authenticate).</summary>
internal sealed partial record RegistryChallenge(string Scheme, string? Realm, string? Service, string? Scope)
{
    public bool IsBearer => Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase);

    public bool IsBasic => Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase);

    /// <summary>The one we can answer: a bearer token before a password.</summary>
    public static RegistryChallenge? From(IEnumerable<AuthenticationHeaderValue> headers)
    {
        var challenges = headers.Select(Parse).ToArray();
        return challenges.FirstOrDefault(challenge => challenge.IsBearer && challenge.Realm is not null)
            ?? challenges.FirstOrDefault(challenge => challenge.IsBasic);
    }

    private static RegistryChallenge Parse(AuthenticationHeaderValue header)
    {
        var values = Pair().Matches(header.Parameter ?? "")
            .GroupBy(match => match.Groups["name"].Value, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.First().Groups["value"].Value, StringComparer.OrdinalIgnoreCase);
        return new(header.Scheme, values.GetValueOrDefault("realm"), values.GetValueOrDefault("service"), values.GetValueOrDefault("scope"));
    }

    [GeneratedRegex("""(?<name>[a-z_]+)=("(?<value>[^"]*)"|(?<value>[^",\s]+))""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Pair();
}
