using System.Net;
using System.Text.Json.Nodes;
using Portainer.Access;
using Portainer.Data.AccessControl;
using Portainer.Engine;

namespace Portainer.Gateway;

/// <summary>Decides on one request: the gate for its operation and thing, then its parameters and its body.</summary>
internal sealed class Admission(EngineGate gate, AnswerRules answers, BodyCheck bodies)
{
    /// <summary>When it returns, the request has a session, and what of it is to be checked has been.</summary>
    /// <exception cref="TellableException">It is refused, with the reason.</exception>
    public async Task AdmitAsync(GatewayRequest request)
    {
        if (request.Route is not { } route)
        {
            request.Session = await OpenAsync(request, Portainer.Access.Target.Visible, Operation.UseUnlistedRoutes);
            return;
        }

        var operation = QueryRules.OperationOf(route, request.Query);
        request.Session = await OpenAsync(request, route, operation);
        QueryRules.Demand(request);
        await QueryNamesAsync(request, route);
        if (request.IsBound && BodyShapes.Of(route.Body) is not null)
        {
            await bodies.CheckAsync(request, route.Body);
        }
    }

    private Task<EngineSession> OpenAsync(GatewayRequest request, Target target, Operation operation) =>
        gate.OpenAsync(request.Caller, request.EndpointId, target, operation, request.Aborted);

    private async Task<EngineSession> OpenAsync(GatewayRequest request, DockerRoute route, Operation operation)
    {
        var name = route.Query == QueryRule.Commit ? request.Query["container"] ?? "" : request.Target;
        var session = await OpenAsync(request, TargetOf(route, name), operation);
        request.Session = session;
        var id = route.Kind switch
        {
            "exec" => await ExecAsync(request, operation),
            "service" => await SwarmThings.DemandAsync(request, answers.Sight(request), ResourceType.Service, name),
            "secret" => await SwarmThings.DemandAsync(request, answers.Sight(request), ResourceType.Secret, name),
            "config" => await SwarmThings.DemandAsync(request, answers.Sight(request), ResourceType.Config, name),
            "task" => await SwarmThings.DemandTaskAsync(request, answers.Sight(request), name),
            _ => session.Target,
        };
        if (route.Query == QueryRule.Commit)
        {
            request.Query.Set("container", id);
        }

        request.Path = id.Length > 0 ? route.Renamed(request.Path, id) : request.Path;
        return id == session.Target ? session : session.For(id);
    }

    /// <summary>An exec is its container's.</summary>
    private async Task<string> ExecAsync(GatewayRequest request, Operation operation)
    {
        try
        {
            var exec = await request.Session.Client.Exec.InspectContainerExecAsync(request.Target, request.Aborted);
            await OpenAsync(request, Portainer.Access.Target.Container(exec.ContainerID), operation);
            return request.Target;
        }
        catch (Exception gone) when (gone is ContainerNotFoundException or DockerApiException { StatusCode: HttpStatusCode.NotFound })
        {
            throw new ObjectNotFoundException("exec", request.Target, request.Session.Endpoint.Name);
        }
    }

    private async Task QueryNamesAsync(GatewayRequest request, DockerRoute route)
    {
        if (route.Query == QueryRule.Build && request.Query["networkmode"] is { Length: > 0 } mode && request.IsBound)
        {
            // The same words mean the same in a container's settings, so the same code checks them.
            var host = new JsonObject { ["NetworkMode"] = mode };
            await bodies.CheckNamesAsync(request, BodyRule.ContainerCreate, new() { ["HostConfig"] = host });
            request.Query.Set("networkmode", Value.Text(host["NetworkMode"]));
        }
    }

    private static Target TargetOf(DockerRoute route, string name) => (route.Query, route.Kind) switch
    {
        (QueryRule.Commit, _) or (_, "container") => Portainer.Access.Target.Container(name),
        (_, "network") => Portainer.Access.Target.Network(name),
        (_, "volume") => Portainer.Access.Target.Volume(name),
        _ => Portainer.Access.Target.Visible,
    };
}
