using System.Security.Cryptography;
using System.Text;

namespace Portainer.Access;

/// <summary>The one-time token that keeps strangers from becoming the first administrator.</summary>
internal sealed class SetupToken
{
    // No 0, O, 1, I or L: the token is copied by eye from a log.
    private const string Letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    private const int Groups = 5;
    private const int GroupLength = 5;

    private readonly byte[]? _hash;

    /// <param name="required">False with <c>--no-setup-token</c>.</param>
    /// <param name="chosen">The one of <c>--setup-token</c>, or null to make one.</param>
    public SetupToken(bool required, string? chosen)
    {
        IsRequired = required;
        if (required)
        {
            Made = chosen is null ? Make() : null;
            _hash = Hash(chosen ?? Made!);
        }
    }

    public bool IsRequired { get; }

    /// <summary>The token to print; null when a person chose it, who knows it.</summary>
    public string? Made { get; }

    public bool Matches(string? given) => _hash is null || (given is not null && CryptographicOperations.FixedTimeEquals(_hash, Hash(given)));

    private static string Make() => string.Join('-', Enumerable.Range(0, Groups).Select(_ => RandomNumberGenerator.GetString(Letters, GroupLength)));

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token.Trim()));
}
