using Portainer.Engine;
using Portainer.Fleet;

namespace Portainer.Access;

/// <summary>
/// The only door to an engine. Pages, hub, API and proxy say who asks and for what, and get a session or an exception;
/// nothing else may touch <see cref="FleetWatch"/>'s clients (a test holds that line).
/// </summary>
internal sealed class EngineGate(FleetWatch fleet, VisibilityRules visibility, TargetCheck targets)
{
    /// <summary>Opens a session for one operation on one endpoint. One that is about a particular thing is refused to whom things are kept from: name it.</summary>
    /// <exception cref="EndpointNotFoundException">Unknown endpoint, or not one of the caller's.</exception>
    /// <exception cref="AccessDeniedException">The caller may not do this here.</exception>
    /// <exception cref="DockerConnectionException">The engine is known to be down; the cause is its message. Nobody waits to find out again.</exception>
    public Task<EngineSession> OpenAsync(Caller caller, int endpointId, Operation operation, CancellationToken cancellationToken)
    {
        var (watch, session) = Open(caller, endpointId, operation, cancellationToken);
        return Target.Of(operation) is null || VisibilityRules.SeesEverything(caller, watch.Picture)
            ? Task.FromResult(session)
            : throw new AccessDeniedException(AccessPolicy.Refusal(caller, operation));
    }

    /// <summary>The same for an operation on one container, given by name or id. One that the caller cannot see is answered as if it were not there.</summary>
    /// <exception cref="ContainerNotFoundException">The container is hidden from the caller.</exception>
    public Task<EngineSession> OpenAsync(Caller caller, int endpointId, string container, Operation operation, CancellationToken cancellationToken) =>
        OpenAsync(caller, endpointId, Target.Container(container), operation, cancellationToken);

    /// <summary>The same for an operation on one thing. One that the caller cannot see is answered as if it were not there.</summary>
    /// <returns>A session whose <see cref="EngineSession.Target"/> is what the engine knows the thing by.</returns>
    /// <exception cref="ContainerNotFoundException">There is no such container for the caller.</exception>
    /// <exception cref="ObjectNotFoundException">There is no such thing for the caller.</exception>
    public async Task<EngineSession> OpenAsync(Caller caller, int endpointId, Target target, Operation operation, CancellationToken cancellationToken)
    {
        var (watch, session) = Open(caller, endpointId, operation, cancellationToken);
        return target.Type is null
            ? session
            : session.For(await targets.DemandAsync(caller, watch.Picture, watch.Client, target, cancellationToken));
    }

    private (EndpointWatch Watch, EngineSession Session) Open(Caller caller, int endpointId, Operation operation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var watch = Admit(caller, endpointId, operation);
        var picture = watch.Picture;
        return picture.Connection.State == ConnectionState.Down
            ? throw picture.Connection.ToException()
            : (watch, new(watch.Client, visibility.View(caller, picture), fleet.OwnContainer, watch.ReadNetworksAgain));
    }

    private EndpointWatch Admit(Caller caller, int endpointId, Operation operation)
    {
        var watch = fleet.Find(endpointId);
        if (watch is null || !AccessPolicy.Allows(caller, endpointId, Operation.ViewEndpoint))
        {
            throw new EndpointNotFoundException(endpointId);
        }

        return AccessPolicy.Allows(caller, endpointId, operation)
            ? watch
            : throw new AccessDeniedException(AccessPolicy.Refusal(caller, operation));
    }

    /// <summary>Throws unless the caller may do <paramref name="operation"/>, which concerns no engine in particular.</summary>
    /// <exception cref="AccessDeniedException">The caller may not.</exception>
    public static void Demand(Caller caller, Operation operation)
    {
        if (!AccessPolicy.Allows(caller, null, operation))
        {
            throw new AccessDeniedException(AccessPolicy.Refusal(caller, operation));
        }
    }

    /// <summary>The caller's view of an endpoint as it is known right now; null if there is none for this caller. Never waits.</summary>
    public EndpointView? View(Caller caller, int endpointId) =>
        fleet.Find(endpointId) is { } watch && AccessPolicy.Allows(caller, endpointId, Operation.ViewEndpoint)
            ? visibility.View(caller, watch.Picture)
            : null;

    /// <summary>Every endpoint the caller may see, by name. Never waits.</summary>
    public IReadOnlyList<EndpointView> Views(Caller caller) =>
        [.. fleet.All
            .Where(watch => AccessPolicy.Allows(caller, watch.Picture.Endpoint.Id, Operation.ViewEndpoint))
            .Select(watch => visibility.View(caller, watch.Picture))
            .OrderBy(view => view.Name, StringComparer.CurrentCultureIgnoreCase)];

    /// <summary>What is remembered of an endpoint's events, oldest first. Never waits.</summary>
    /// <exception cref="EndpointNotFoundException">Unknown endpoint, or not one of the caller's.</exception>
    /// <exception cref="AccessDeniedException">The caller may not read events here.</exception>
    public IReadOnlyList<EngineEvent> Events(Caller caller, int endpointId)
    {
        var watch = Admit(caller, endpointId, Operation.ReadEvents);
        return visibility.Events(caller, watch.Picture, watch.EventLog.Events);
    }

    /// <summary>
    /// Yields whenever an endpoint of interest changed, at most once per <paramref name="interval"/>; changes in between are one yield.
    /// Carries no data: read <see cref="View"/> or <see cref="Views"/>.
    /// </summary>
    public IAsyncEnumerable<bool> ChangesAsync(int? endpointId, TimeSpan interval, CancellationToken cancellationToken) =>
        (endpointId is { } id ? fleet.Find(id)?.Changes : fleet.Changes)?.ReadAsync(interval, cancellationToken)
        ?? throw new EndpointNotFoundException(endpointId ?? 0);

    /// <summary>
    /// <see cref="ChangesAsync"/> with a first yield at once, for who draws at each: nothing falls between the first drawing and the first wait.
    /// Ends when the endpoint goes or gets another address; empty when it is not there.
    /// </summary>
    public IAsyncEnumerable<bool> LooksAsync(int? endpointId, TimeSpan interval, CancellationToken cancellationToken) =>
        (endpointId is { } id ? fleet.Find(id)?.Changes : fleet.Changes)?.LookAsync(interval, cancellationToken) ?? AsyncEnumerable.Empty<bool>();
}
