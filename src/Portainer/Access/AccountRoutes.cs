using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Portainer.Access.Pages;
using Portainer.Data.Users;

namespace Portainer.Access;

/// <summary><c>/account</c>: changing one's own password.</summary>
internal static class AccountRoutes
{
    public static void MapAccountPage(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/account", (HttpContext context, bool? changed) => FormPost.Page<AccountPage>(
            StatusCodes.Status200OK, new { UserName = context.User.Identity!.Name ?? "", Changed = changed == true }));
        routes.MapPost("/account", PostAsync).RequireRateLimiting(SignInModule.CredentialPosts);
    }

    private static async Task<IResult> PostAsync(HttpContext context, IAntiforgery antiforgery, UserManager<User> users, SignInActions actions)
    {
        var post = await FormPost.ReadAsync(context, antiforgery);
        if (!post.IsGenuine)
        {
            return Page([FormPost.Expired]);
        }

        if (post["password"] != post["repeated"])
        {
            return Page(["The two new passwords differ."]);
        }

        if (await users.GetUserAsync(context.User) is not { } user)
        {
            return Results.Unauthorized();
        }

        var session = await context.AuthenticateAsync();
        var faults = await actions.ChangePasswordAsync(user, post["current"], post["password"], session.Properties?.IsPersistent == true);
        return faults.Count == 0 ? Results.Redirect($"{context.Request.PathBase}/account?changed=true") : Page(faults);

        IResult Page(IReadOnlyList<string> faults) => FormPost.Page<AccountPage>(
            StatusCodes.Status400BadRequest, new { UserName = context.User.Identity!.Name ?? "", Faults = faults });
    }
}
