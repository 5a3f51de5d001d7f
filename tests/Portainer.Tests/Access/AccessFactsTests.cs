using Portainer.Data.AccessControl;

namespace Portainer.Tests.Access;

public sealed class AccessFactsTests
{
    private const int Ann = 2;
    private const int Web = 5;
    private const int Ops = 6;

    [Fact]
    public void RoleOn_OwnRole_ComesBeforeTheTeams()
    {
        var facts = Rights.Book(
            [new(GrantScope.Endpoint, 1, GrantHolder.Team, Web, EndpointRole.EndpointAdministrator), new(GrantScope.Group, 1, GrantHolder.User, Ann, EndpointRole.ReadOnly)],
            [Rights.Member(Web, Ann)]).Facts;

        Assert.Equal(EndpointRole.ReadOnly, facts.RoleOn(Ann, 1));
    }

    [Fact]
    public void RoleOn_EndpointsOwnRow_ComesBeforeItsGroups()
    {
        var facts = Rights.Book(
            [new(GrantScope.Group, 1, GrantHolder.User, Ann, EndpointRole.EndpointAdministrator), new(GrantScope.Endpoint, 1, GrantHolder.User, Ann, EndpointRole.Helpdesk)]).Facts;

        Assert.Equal(EndpointRole.Helpdesk, facts.RoleOn(Ann, 1));
    }

    [Fact]
    public void RoleOn_SeveralTeams_IsTheStrongest()
    {
        var facts = Rights.Book(
            [new(GrantScope.Endpoint, 1, GrantHolder.Team, Web, EndpointRole.ReadOnly), new(GrantScope.Endpoint, 1, GrantHolder.Team, Ops, EndpointRole.Operator)],
            [Rights.Member(Web, Ann), Rights.Member(Ops, Ann)]).Facts;

        Assert.Equal(EndpointRole.Operator, facts.RoleOn(Ann, 1));
    }

    [Fact]
    public void RoleOn_AnotherEndpointOrAnotherTeam_IsNone()
    {
        var facts = Rights.Book(
            [new(GrantScope.Endpoint, 2, GrantHolder.User, Ann, EndpointRole.Operator), new(GrantScope.Endpoint, 1, GrantHolder.Team, Ops, EndpointRole.Operator)],
            [Rights.Member(Web, Ann)]).Facts;

        Assert.Null(facts.RoleOn(Ann, 1));
    }
}
