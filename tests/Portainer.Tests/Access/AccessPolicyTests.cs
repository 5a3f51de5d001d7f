using System.Collections.Frozen;
using System.Security.Claims;
using Portainer.Access;
using Portainer.Data.AccessControl;

namespace Portainer.Tests.Access;

public sealed class AccessPolicyTests
{
    private static readonly Caller Administrator = new(1, "admin", true);

    // What each role may, as the founding texts have it (portainer.md 2.1); a letter for a role, a column for a kind of work.
    public static TheoryData<EndpointRole, string> Work => new()
    {
        { EndpointRole.EndpointAdministrator, "see run make rule" },
        { EndpointRole.Operator, "see run" },
        { EndpointRole.Helpdesk, "see" },
        { EndpointRole.StandardUser, "see run make" },
        { EndpointRole.ReadOnly, "see" },
    };

    [Fact]
    public void Allows_EveryOperation_HasARow()
    {
        foreach (var operation in Enum.GetValues<Operation>())
        {
            Assert.True(AccessPolicy.Allows(Administrator, 1, operation), operation.ToString());
        }
    }

    [Fact]
    public void Allows_UserWithoutARoleOrNobody_Nothing()
    {
        foreach (var operation in Enum.GetValues<Operation>())
        {
            Assert.False(AccessPolicy.Allows(new(2, "ann", false), 1, operation), operation.ToString());
            Assert.False(AccessPolicy.Allows(Rights.Caller(2, EndpointRole.EndpointAdministrator, endpoint: 7), 1, operation), operation.ToString());
            Assert.False(AccessPolicy.Allows(Caller.Anonymous, 1, operation), operation.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Work))]
    public void Allows_EachRole_ItsKindsOfWork(EndpointRole role, string work)
    {
        var caller = Rights.Caller(2, role);
        foreach (var (kind, operation) in new[]
        {
            ("see", Operation.ReadContainerLogs), ("run", Operation.RestartContainer), ("run", Operation.ExecInContainer), ("make", Operation.CreateContainer),
            ("make", Operation.RemoveVolume), ("rule", Operation.PruneVolumes), ("rule", Operation.RemoveImage),
        })
        {
            Assert.Equal(work.Contains(kind, StringComparison.Ordinal), AccessPolicy.Allows(caller, 1, operation));
        }
    }

    [Fact]
    public void Allows_NoRoleOnAnEndpoint_RulesTheProduct()
    {
        foreach (var operation in new[] { Operation.ManageEndpoints, Operation.ManagePeople, Operation.ManageAccess, Operation.ManageRegistries, Operation.ManageSettings, Operation.ReadAudit })
        {
            Assert.False(AccessPolicy.Allows(Rights.Caller(2, EndpointRole.EndpointAdministrator), null, operation), operation.ToString());
            Assert.False(AccessPolicy.Allows(Rights.Caller(2, EndpointRole.EndpointAdministrator), 1, operation), operation.ToString());
        }
    }

    [Fact]
    public void Allows_KeyThatReadsOnly_NothingThatChanges()
    {
        var key = Administrator with { Key = new(IsReadOnly: true, null) };

        Assert.True(AccessPolicy.Allows(key, 1, Operation.ListContainers));
        foreach (var (operation, row) in AccessPolicy.Table.Where(row => !row.Value.Roles.HasFlag(RoleSet.ReadOnly)))
        {
            Assert.False(AccessPolicy.Allows(key, 1, operation), $"{operation} {row.Verb}");
        }
    }

    [Fact]
    public void Allows_KeyOfOneEndpoint_NoOtherAndNotTheProduct()
    {
        var key = Administrator with { Key = new(IsReadOnly: false, FrozenSet.Create(2)) };

        Assert.True(AccessPolicy.Allows(key, 2, Operation.RemoveContainer));
        Assert.False(AccessPolicy.Allows(key, 1, Operation.ListContainers));
        Assert.False(AccessPolicy.Allows(key, null, Operation.ManageSettings));
    }

    [Fact]
    public void Allows_OperationWithoutARow_IsRefused() => Assert.False(AccessPolicy.Allows(Administrator, 1, (Operation)9999));

    [Fact]
    public void Of_UnauthenticatedPrincipal_IsAnonymous()
    {
        var callers = new Callers(new());
        var claims = new[] { new Claim(ClaimTypes.NameIdentifier, "1"), new Claim(ClaimTypes.Role, Roles.Administrator) };
        Assert.Same(Caller.Anonymous, callers.Of(new ClaimsPrincipal(new ClaimsIdentity(claims))));
        Assert.Same(Caller.Anonymous, callers.Of(null));
        Assert.True(callers.Of(new ClaimsPrincipal(new ClaimsIdentity(claims, "cookie"))).IsAdministrator);
    }
}
