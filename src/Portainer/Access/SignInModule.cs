using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Portainer.Access.Pages;
using Portainer.Data.Users;
using Portainer.Startup;

namespace Portainer.Access;

/// <summary>Who are you: first administrator, sign-in, sessions, and the rule that nothing is served without one.</summary>
internal static class SignInModule
{
    /// <summary>Name of the rate limit on everything that takes a password or a token.</summary>
    public const string CredentialPosts = "credential-posts";

    private const string SessionCookie = "portainer_session";

    public static IServiceCollection AddSignIn(this IServiceCollection services, StartOptions options)
    {
        services.TryAddSingleton(new SignInLimits());
        services.AddSingleton(new SetupToken(options.RequiresSetupToken, options.SetupToken));
        services.AddSingleton(new PageLook($"{options.BasePath}/", options.Logo));
        services.AddSingleton<FirstRun>();
        services.AddSingleton<UnknownNames>();
        services.AddSingleton<SessionCheck>();
        services.AddSingleton<ConnectionGuard>();
        services.AddScoped<SignInActions>();
        services.AddScoped<SetupActions>();
        services.AddScoped<AuthenticationStateProvider, SessionRevalidation>();
        services.AddCascadingAuthenticationState();
        services.AddRazorComponents();
        AddIdentity(services);
        AddSessions(services);
        AddRateLimit(services);
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "portainer_antiforgery";
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            antiforgery.SuppressXFrameOptionsHeader = true; // SecurityHeaders sends the stricter one
        });
        return services;
    }

    /// <summary>The order matters: who is asking, is there anybody who could, may they, and is the form genuine.</summary>
    public static void UseSignIn(this IApplicationBuilder app)
    {
        app.UseAuthentication();
        app.UseMiddleware<FirstRunGate>();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseAntiforgery();
    }

    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").AddEndpointFilter(LoadAnew);
        pages.MapSetupPage();
        pages.MapSignInPage();
        pages.MapAccountPage();
    }

    // Blazor's enhanced navigation would graft these documents into an open page, where their script never runs.
    private static ValueTask<object?> LoadAnew(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var response = context.HttpContext.Response;
        response.OnStarting(() =>
        {
            response.Headers.Remove("blazor-enhanced-nav");
            return Task.CompletedTask;
        });
        return next(context);
    }

    private static void AddIdentity(IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<IPasswordHasher<User>, PasswordHashes>();
        services.AddScoped<IPasswordValidator<User>, PasswordRules>();
        services.AddIdentityCore<User>().AddUserManager<Accounts>().AddSignInManager().AddClaimsPrincipalFactory<SessionClaims>();
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 210_000); // OWASP's figure for PBKDF2 with SHA-512
        services.AddOptions<IdentityOptions>().Configure<SignInLimits>((identity, limits) =>
        {
            identity.Lockout.MaxFailedAccessAttempts = limits.FailuresUntilLockout;
            identity.Lockout.DefaultLockoutTimeSpan = limits.Lockout;
            // PasswordRules has the say; Identity's own validator is left with nothing to refuse.
            identity.Password = new()
            {
                RequiredLength = 1,
                RequiredUniqueChars = 0,
                RequireDigit = false,
                RequireLowercase = false,
                RequireUppercase = false,
                RequireNonAlphanumeric = false,
            };
        });
    }

    private static void AddSessions(IServiceCollection services)
    {
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.ApplicationScheme);
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme).Configure<SignInLimits>((session, limits) =>
        {
            session.Cookie.Name = SessionCookie;
            session.Cookie.HttpOnly = true;
            session.Cookie.SameSite = SameSiteMode.Lax; // Strict would ask people who follow a link from elsewhere to sign in again
            session.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            session.ExpireTimeSpan = limits.Session;
            session.SlidingExpiration = true;
            session.LoginPath = "/sign-in";
            session.ReturnUrlParameter = "returnUrl";
            session.Events.OnValidatePrincipal = SessionCheck.ValidateAsync;
            session.Events.OnRedirectToLogin = context => Refuse(context, StatusCodes.Status401Unauthorized, "Sign in first.");
            session.Events.OnRedirectToAccessDenied = context => Refuse(context, StatusCodes.Status403Forbidden, "Your role does not allow this.");
        });
    }

    private static Task Refuse(RedirectContext<CookieAuthenticationOptions> context, int status, string sentence)
    {
        var request = context.Request;
        if (status == StatusCodes.Status401Unauthorized && PageRequest.Is(request))
        {
            var wanted = $"{request.PathBase}{request.Path}{request.QueryString}";
            context.Response.Redirect(wanted == $"{request.PathBase}/"
                ? $"{request.PathBase}/sign-in"
                : $"{request.PathBase}/sign-in?returnUrl={Uri.EscapeDataString(wanted)}");
            return Task.CompletedTask;
        }

        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { message = status == StatusCodes.Status401Unauthorized ? "Unauthorized" : "Access denied", details = sentence });
    }

    private static void AddRateLimit(IServiceCollection services)
    {
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<SignInLimits>((limiter, limits) =>
        {
            limiter.AddPolicy(CredentialPosts, context => RateLimitPartition.GetFixedWindowLimiter(
                context.Connection.RemoteIpAddress?.ToString() ?? "",
                _ => new() { PermitLimit = limits.CredentialPostsPerMinute, Window = TimeSpan.FromMinutes(1) }));
            limiter.OnRejected = async (rejected, _) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = "60";
                await FormPost.Page<MessagePage>(StatusCodes.Status429TooManyRequests, new
                {
                    Title = "Too many attempts",
                    Sentence = "Too many attempts came from your address. Wait a minute, then try again.",
                    Link = "",
                    LinkText = "Try again",
                }).ExecuteAsync(rejected.HttpContext);
            };
        });
    }
}
