using Microsoft.AspNetCore.Identity;
using Portainer.Data.Users;

namespace Portainer.Access;

/// <summary>Length is what counts; beyond it only what is no password at all is refused.</summary>
internal sealed class PasswordRules(SignInLimits limits) : IPasswordValidator<User>
{
    private const int LongestPassword = 1024;
    private const int FewestDifferentCharacters = 5;

    public Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user, string? password) =>
        Task.FromResult(Fault(user.UserName, password ?? "") is { } sentence
            ? IdentityResult.Failed(new IdentityError { Code = "Password", Description = sentence })
            : IdentityResult.Success);

    private string? Fault(string userName, string password)
    {
        if (password.Length < limits.PasswordLength)
        {
            return $"The password is too short: use at least {limits.PasswordLength} characters.";
        }

        if (password.Length > LongestPassword)
        {
            return $"The password is too long: use at most {LongestPassword} characters.";
        }

        if (password.Distinct().Count() < FewestDifferentCharacters)
        {
            return $"The password repeats itself: use at least {FewestDifferentCharacters} different characters.";
        }

        return userName.Length > 3 && password.Replace(userName, "", StringComparison.OrdinalIgnoreCase).Length < 4
            ? "The password is hardly more than the user name."
            : null;
    }
}
