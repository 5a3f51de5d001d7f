using Microsoft.AspNetCore.Identity;
using Portainer.Data.Users;

namespace Portainer.Access;

/// <summary>Makes the first administrator; of any number of attempts one succeeds.</summary>
internal sealed class SetupActions(UserManager<User> users, UserStore store, AccessReader rights)
{
    /// <summary>Sentences about what is wrong with name or password; empty when nothing is.</summary>
    public async Task<IReadOnlyList<string>> ValidateAsync(string name, string password)
    {
        var user = new User { UserName = name };
        var results = new List<IdentityResult>();
        foreach (var rule in users.UserValidators)
        {
            results.Add(await rule.ValidateAsync(users, user));
        }

        foreach (var rule in users.PasswordValidators)
        {
            results.Add(await rule.ValidateAsync(users, user, password));
        }

        return [.. results.SelectMany(result => result.Errors).Select(error => error.Description)];
    }

    /// <summary>False when somebody else was first.</summary>
    public Task<bool> CreateAsync(string name, string password, CancellationToken cancellationToken)
    {
        var user = new User { UserName = name };
        return CreateWithHashAsync(user, users.PasswordHasher.HashPassword(user, password), cancellationToken);
    }

    public Task<bool> CreateWithHashAsync(string name, string hash, CancellationToken cancellationToken) =>
        CreateWithHashAsync(new User { UserName = name }, hash, cancellationToken);

    private async Task<bool> CreateWithHashAsync(User user, string hash, CancellationToken cancellationToken)
    {
        user.NormalizedUserName = users.NormalizeName(user.UserName);
        user.PasswordHash = hash;
        user.SecurityStamp = Guid.NewGuid().ToString("N");
        var isFirst = await store.CreateFirstAdministratorAsync(user, cancellationToken);
        await rights.ReadAgainAsync(cancellationToken);
        return isFirst;
    }
}
