using Microsoft.AspNetCore.Antiforgery;
using Portainer.Access.Pages;

namespace Portainer.Access;

/// <summary><c>/sign-in</c> and <c>/sign-out</c>: static pages, so that the answer can set the session cookie.</summary>
internal static class SignInRoutes
{
    private const string Refused = "User name or password is wrong.";

    public static void MapSignInPage(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in", Show).AllowAnonymous();
        routes.MapPost("/sign-in", PostAsync).AllowAnonymous().RequireRateLimiting(SignInModule.CredentialPosts);
        routes.MapPost("/sign-out", SignOutAsync).AllowAnonymous();
    }

    private static IResult Show(HttpContext context, string? returnUrl, string? notice)
    {
        if (context.User.Identity?.IsAuthenticated == true)
        {
            return Results.Redirect(LocalUrl.Or(returnUrl, Root(context), context.Request.PathBase));
        }

        return FormPost.Page<SignInPage>(StatusCodes.Status200OK, new
        {
            ReturnUrl = LocalUrl.Or(returnUrl, "", context.Request.PathBase),
            Notice = notice switch
            {
                "created" => "The administrator is created. Sign in to go on.",
                "out" => "You are signed out.",
                _ => null,
            },
        });
    }

    private static async Task<IResult> PostAsync(HttpContext context, IAntiforgery antiforgery, SignInActions actions, TimeProvider time)
    {
        var post = await FormPost.ReadAsync(context, antiforgery);
        var name = post["userName"].Trim();
        var remember = post["remember"] == "true";
        var returnUrl = LocalUrl.Or(post["returnUrl"], "", context.Request.PathBase);
        if (!post.IsGenuine && context.User.Identity?.IsAuthenticated == true)
        {
            return Results.Redirect(returnUrl.Length > 0 ? returnUrl : Root(context)); // signed in meanwhile, in another tab
        }

        if (!post.IsGenuine || name.Length is 0 or > 256 || post["password"].Length is 0 or > 1024)
        {
            return Page(StatusCodes.Status400BadRequest, post.IsGenuine ? "Give a user name and a password." : FormPost.Expired, null);
        }

        var outcome = await actions.SignInAsync(name, post["password"], remember);
        if (outcome.Succeeded)
        {
            return Results.Redirect(returnUrl.Length > 0 ? returnUrl : Root(context));
        }

        if (outcome.LockedUntil is not { } end)
        {
            return Page(StatusCodes.Status401Unauthorized, Refused, null);
        }

        var seconds = Math.Max(1, (int)Math.Ceiling((end - time.GetUtcNow()).TotalSeconds));
        context.Response.Headers.RetryAfter = $"{seconds}";
        return Page(
            StatusCodes.Status429TooManyRequests,
            $"Too many failed attempts: this user name is locked until {SignInActions.Moment(end)}, {Minutes(seconds)} from now.",
            seconds);

        IResult Page(int status, string fault, int? lockedFor) => FormPost.Page<SignInPage>(
            status, new { UserName = name, ReturnUrl = returnUrl, Remember = remember, Faults = new[] { fault }, LockedFor = lockedFor });
    }

    private static string Minutes(int seconds) => seconds < 90 ? $"{seconds} seconds" : $"{(seconds + 59) / 60} minutes";

    private static async Task<IResult> SignOutAsync(HttpContext context, IAntiforgery antiforgery, SignInActions actions)
    {
        // A session that has ended already has nothing left to protect, and its form's token no longer matches.
        if (context.User.Identity?.IsAuthenticated == true)
        {
            if (!(await FormPost.ReadAsync(context, antiforgery)).IsGenuine)
            {
                return FormPost.Page<MessagePage>(
                    StatusCodes.Status400BadRequest, new { Title = "Not signed out", Sentence = FormPost.Expired, Link = "", LinkText = "Back to Portainer" });
            }

            await actions.SignOutAsync(context.User, context.RequestAborted);
        }

        return Results.Redirect($"{context.Request.PathBase}/sign-in?notice=out");
    }

    private static string Root(HttpContext context) => $"{context.Request.PathBase}/";
}
