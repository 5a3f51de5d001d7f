using System.Security.Claims;
using Portainer.Access;

namespace Portainer.Tests.Access;

public sealed class AccessPolicyTests
{
    private static readonly Caller Administrator = new(1, "admin", true);
    private static readonly Caller Standard = new(2, "ann", false);

    [Fact]
    public void Allows_EveryOperation_HasARow()
    {
        foreach (var operation in Enum.GetValues<Operation>())
        {
            Assert.True(AccessPolicy.Allows(Administrator, 1, operation), operation.ToString());
        }
    }

    [Fact]
    public void Allows_StandardUserOrNobody_Nothing()
    {
        foreach (var operation in Enum.GetValues<Operation>())
        {
            Assert.False(AccessPolicy.Allows(Standard, 1, operation), operation.ToString());
            Assert.False(AccessPolicy.Allows(Caller.Anonymous, 1, operation), operation.ToString());
        }
    }

    [Fact]
    public void Allows_OperationWithoutARow_IsRefused() => Assert.False(AccessPolicy.Allows(Administrator, 1, (Operation)9999));

    [Fact]
    public void From_UnauthenticatedPrincipal_IsAnonymous()
    {
        var claims = new[] { new Claim(ClaimTypes.NameIdentifier, "1"), new Claim(ClaimTypes.Role, Roles.Administrator) };
        Assert.Same(Caller.Anonymous, Caller.From(new ClaimsPrincipal(new ClaimsIdentity(claims))));
        Assert.Same(Caller.Anonymous, Caller.From(null));
        Assert.True(Caller.From(new ClaimsPrincipal(new ClaimsIdentity(claims, "cookie"))).IsAdministrator);
    }
}
