using Portainer.Access;
using Portainer.Data;
using Portainer.Data.AccessControl;
using Portainer.Fleet;

namespace Portainer.People;

/// <summary>
/// Whose things are, and giving them to others (portainer.md 2.3): who sees everything on the endpoint gives them to anybody; an owner
/// to themselves and to teams they are in. What a thing has from its service or stack is changed there.
/// </summary>
internal sealed class OwnershipActions(EngineGate gate, AccessBook book, ResourceControlStore controls, AccessReader rights)
{
    /// <summary>Whose a thing is, in a few words: "public", "administrators", "ann, team web". From memory.</summary>
    public string Word(in OwnedObject thing) => OwnershipSheet.Word(book.Facts, OwnershipRules.Control(book.Facts, thing));

    /// <summary>Whose a thing is and what the caller may make of that, from memory; null when the view does not have it, or nobody can own it.</summary>
    public OwnershipSheet? Look(Caller caller, EndpointView view, ResourceType type, string id)
    {
        if (Owned.Find(view, type, id) is not { } thing)
        {
            return null;
        }

        var (facts, control) = (book.Facts, OwnershipRules.Control(book.Facts, thing));
        var isInherited = IsInherited(facts, thing);
        var givesToAnybody = GivesToAnybody(caller, thing.EndpointId);
        var people = givesToAnybody ? facts.UserNames.Where(user => facts.RoleOn(user.Key, thing.EndpointId) is not null).Select(user => user.Key).ToArray() : [caller.UserId];
        int[] teams = [.. people.SelectMany(facts.TeamsOf), .. givesToAnybody ? control?.TeamIds ?? [] : []];
        return new(OwnershipSheet.Word(facts, control), control, isInherited || facts.ControlOf(thing.Realm, type, id) is null)
        {
            MayChange = !isInherited && AccessPolicy.Allows(caller, thing.EndpointId, Operation.ChangeOwnership) && (givesToAnybody || Owns(caller, facts, control)),
            GivesToAnybody = givesToAnybody,
            Users = People(people.Concat(givesToAnybody ? control?.UserIds ?? [] : []), facts.UserName),
            Teams = People(teams, facts.TeamName),
        };
    }

    /// <summary>Gives a thing to others; in force when it returns, on open pages too.</summary>
    /// <exception cref="AccessDeniedException">The caller may not change it, or not give it to these.</exception>
    /// <exception cref="ObjectNotFoundException">It is not there, or not for this caller's eyes.</exception>
    /// <exception cref="RefusedChangeException">It has its owners from its service or stack, or one of the users or teams is gone.</exception>
    public async Task ChangeAsync(Caller caller, int endpointId, ResourceType type, string id, Ownership wanted, CancellationToken cancellationToken)
    {
        var session = await gate.OpenAsync(caller, endpointId, TargetOf(type, id), Operation.ChangeOwnership, cancellationToken);
        var thing = Owned.Find(session.Endpoint, type, id) ?? throw new ObjectNotFoundException(type.ToString().ToLowerInvariant(), id, session.Endpoint.Name);
        var facts = book.Facts;
        if (IsInherited(facts, thing))
        {
            throw new BrokenRuleException("Who owns it was not changed: it belongs to a service or stack and has its owners from there. Change them there.");
        }

        if (!GivesToAnybody(caller, endpointId))
        {
            DemandOwner(caller, facts, OwnershipRules.Control(facts, thing));
            DemandOwnKin(caller, facts, wanted);
        }

        var control = await controls.FindAsync(thing.Realm, type, thing.Id, cancellationToken);
        await (control is null
            ? controls.CreateAsync(thing.Realm, type, thing.Id, wanted, cancellationToken)
            : controls.UpdateAsync(control.Id, wanted, cancellationToken));
        await rights.ReadAgainAsync(CancellationToken.None);
    }

    private static Target TargetOf(ResourceType type, string id) => type switch
    {
        ResourceType.Container => Target.Container(id),
        ResourceType.Network => Target.Network(id),
        ResourceType.Volume => Target.Volume(id),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Things of this kind are given away elsewhere."),
    };

    private static bool IsInherited(AccessFacts facts, in OwnedObject thing) =>
        facts.ControlOf(thing.Realm, thing.Type, thing.Id) is null && OwnershipRules.Inherited(facts, thing) is not null;

    private static bool GivesToAnybody(Caller caller, int endpointId) => caller.RoleOn(endpointId)?.SeesEverything() == true;

    // What is everybody's is nobody's to give.
    private static bool Owns(Caller caller, AccessFacts facts, ResourceControl? control) =>
        control is { IsPublic: false, AdministratorsOnly: false } && (control.UserIds.Contains(caller.UserId) || facts.TeamsOf(caller.UserId).Overlaps(control.TeamIds));

    private static void DemandOwner(Caller caller, AccessFacts facts, ResourceControl? control)
    {
        if (!Owns(caller, facts, control))
        {
            throw new AccessDeniedException($"{caller.Name} does not own this and may not give it to others. Ask an administrator.");
        }
    }

    private static void DemandOwnKin(Caller caller, AccessFacts facts, Ownership wanted)
    {
        if (wanted.IsPublic || wanted.AdministratorsOnly || wanted.UserIds.Any(user => user != caller.UserId) || !facts.TeamsOf(caller.UserId).IsSupersetOf(wanted.TeamIds))
        {
            throw new AccessDeniedException($"{caller.Name} may give this only to themselves and to teams they are in. Ask an administrator for anything else.");
        }

        if (wanted.UserIds.Count + wanted.TeamIds.Count == 0)
        {
            throw new AccessDeniedException("Somebody has to own it: choose yourself or one of your teams.");
        }
    }

    private static IReadOnlyList<Person> People(IEnumerable<int> ids, Func<int, string> name) =>
        [.. ids.Distinct().Select(id => new Person(id, name(id))).OrderBy(person => person.Name, StringComparer.CurrentCultureIgnoreCase)];
}
