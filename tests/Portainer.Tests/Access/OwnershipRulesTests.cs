using Portainer.Access;
using Portainer.Data.AccessControl;

namespace Portainer.Tests.Access;

public sealed class OwnershipRulesTests
{
    private const int Ann = 2;
    private const int Bob = 3;
    private const int Web = 5;

    private static readonly Dictionary<string, string> NoLabels = [];

    [Fact]
    public void Sees_NobodysThing_IsForThoseWhoSeeEverything()
    {
        Assert.False(OwnershipRules.Sees(Caller(Ann, EndpointRole.StandardUser), Thing("a")));
        Assert.False(OwnershipRules.Sees(Caller(Ann, EndpointRole.ReadOnly), Thing("a")));
        Assert.True(OwnershipRules.Sees(Caller(Ann, EndpointRole.Helpdesk), Thing("a")));
        Assert.True(OwnershipRules.Sees(Caller(Ann, EndpointRole.Operator), Thing("a")));
        Assert.True(OwnershipRules.Sees(Caller(Ann, EndpointRole.EndpointAdministrator), Thing("a")));
    }

    [Fact]
    public void Sees_OwnTeamsPublicAndAdministrators_AsTheControlSays()
    {
        Assert.True(Sees(Rights.Control(ResourceType.Container, "a", users: [Ann])));
        Assert.False(Sees(Rights.Control(ResourceType.Container, "a", users: [Bob])));
        Assert.True(Sees(Rights.Control(ResourceType.Container, "a", teams: [Web])));
        Assert.True(Sees(Rights.Control(ResourceType.Container, "a", isPublic: true)));
        Assert.False(Sees(Rights.Control(ResourceType.Container, "a", administratorsOnly: true)));
        Assert.False(Sees(Rights.Control(ResourceType.Volume, "a", users: [Ann])));
    }

    [Fact]
    public void Sees_PublicThing_NotWithoutARoleOnTheEndpoint()
    {
        var stranger = new Caller(9, "eve", false) { Book = Rights.Book([], null, [Rights.Control(ResourceType.Container, "a", isPublic: true)]) };

        Assert.False(OwnershipRules.Sees(stranger, Thing("a")));
    }

    [Fact]
    public void Sees_PartOfAStack_InheritsUnlessItHasAControlOfItsOwn()
    {
        var ofShop = new Dictionary<string, string> { ["com.docker.compose.project"] = "shop" };
        var shop = Rights.Control(ResourceType.Stack, "shop", users: [Ann]);

        Assert.True(OwnershipRules.Sees(Caller(Ann, EndpointRole.StandardUser, shop), Thing("a", ofShop)));
        Assert.False(OwnershipRules.Sees(Caller(Ann, EndpointRole.StandardUser, shop, Rights.Control(ResourceType.Container, "a", users: [Bob])), Thing("a", ofShop)));
    }

    [Theory]
    [InlineData("io.portainer.accesscontrol.public", "", true)]
    [InlineData("io.portainer.accesscontrol.users", "bob, ANN", true)]
    [InlineData("io.portainer.accesscontrol.users", "bob", false)]
    [InlineData("io.portainer.accesscontrol.users", "nobody we know", false)]
    [InlineData("io.portainer.accesscontrol.teams", "web", true)]
    [InlineData("io.portainer.accesscontrol.teams", "ops", false)]
    public void Sees_Labels_SayWhoseItIs(string label, string value, bool expected) =>
        Assert.Equal(expected, OwnershipRules.Sees(Caller(Ann, EndpointRole.StandardUser), Thing("a", new() { [label] = value })));

    [Fact]
    public void Sees_LabelsAgainstAControl_TheControlCounts()
    {
        var labels = new Dictionary<string, string> { ["io.portainer.accesscontrol.public"] = "yes" };

        Assert.False(OwnershipRules.Sees(Caller(Ann, EndpointRole.StandardUser, Rights.Control(ResourceType.Container, "a", administratorsOnly: true)), Thing("a", labels)));
    }

    private static bool Sees(ResourceControl control) => OwnershipRules.Sees(Caller(Ann, EndpointRole.StandardUser, control), Thing("a"));

    private static OwnedObject Thing(string id, Dictionary<string, string>? labels = null) => new(1, null, ResourceType.Container, id, labels ?? NoLabels);

    private static Caller Caller(int user, EndpointRole role, params ResourceControl[] controls) => new(user, $"user{user}", false)
    {
        Book = Rights.Book([new(GrantScope.Endpoint, 1, GrantHolder.User, user, role)], [Rights.Member(Web, user)], controls),
    };
}
