using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Portainer.Access.Pages;

namespace Portainer.Access;

/// <summary><c>/setup</c>: the first administrator, before anybody can sign in.</summary>
internal static class SetupRoutes
{
    public static void MapSetupPage(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/setup", ShowAsync).AllowAnonymous().WithMetadata(OpenDuringFirstRun.Instance);
        routes.MapPost("/setup", PostAsync).AllowAnonymous().WithMetadata(OpenDuringFirstRun.Instance)
            .RequireRateLimiting(SignInModule.CredentialPosts);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, FirstRun firstRun, SetupToken token) =>
        await firstRun.IsPendingAsync(context.RequestAborted)
            ? FormPost.Page<SetupPage>(StatusCodes.Status200OK, new { NeedsToken = NeedsToken(context, token) })
            : Done();

    private static async Task<IResult> PostAsync(
        HttpContext context, IAntiforgery antiforgery, FirstRun firstRun, SetupToken token, SetupActions actions)
    {
        if (!await firstRun.IsPendingAsync(context.RequestAborted))
        {
            return Done();
        }

        var post = await FormPost.ReadAsync(context, antiforgery);
        var needsToken = NeedsToken(context, token);
        var name = post["userName"].Trim();
        if (!post.IsGenuine)
        {
            return Page(StatusCodes.Status400BadRequest, [FormPost.Expired]);
        }

        if (needsToken && !token.Matches(post["token"]))
        {
            return Page(StatusCodes.Status403Forbidden, ["The set-up token is wrong. It stands in the product's log, and changes with every start."]);
        }

        var faults = post["password"] == post["repeated"]
            ? await actions.ValidateAsync(name, post["password"])
            : ["The two passwords differ."];
        if (faults.Count > 0)
        {
            return Page(StatusCodes.Status400BadRequest, faults);
        }

        return await actions.CreateAsync(name, post["password"], context.RequestAborted)
            ? Results.Redirect($"{context.Request.PathBase}/sign-in?notice=created")
            : Done();

        IResult Page(int status, IReadOnlyList<string> sentences) =>
            FormPost.Page<SetupPage>(status, new { NeedsToken = needsToken, UserName = name, Faults = sentences });
    }

    private static bool NeedsToken(HttpContext context, SetupToken token) => token.IsRequired && !LocalCaller.Is(context);

    private static RazorComponentResult<MessagePage> Done() => FormPost.Page<MessagePage>(StatusCodes.Status409Conflict, new
    {
        Title = "Set-up is done",
        Sentence = "An administrator exists already. If it was not you who created it, stop the product, and start it again with an empty data folder.",
        Link = "sign-in",
        LinkText = "Sign in",
    });
}
