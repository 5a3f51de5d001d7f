using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;

namespace Portainer.Tests.Access;

/// <summary>An open page is taken away when its session ends only if the page asks for one (AuthorizeRouteView looks at the attribute).</summary>
public sealed class EveryPageAsksTests
{
    [Fact]
    public void RoutablePages_All_RequireASession()
    {
        var pages = typeof(Program).Assembly.GetTypes().Where(type => type.GetCustomAttributes<RouteAttribute>().Any()).ToArray();
        Assert.NotEmpty(pages);
        Assert.DoesNotContain(pages, page => page.GetCustomAttribute<AuthorizeAttribute>() is null);
    }
}
