namespace Portainer.Engine;

/// <summary>Tasks of services. Answers 503 on an engine that is no manager, 404 on Podman.</summary>
public sealed class TasksOperations
{
    private readonly EngineTransport _transport;

    internal TasksOperations(EngineTransport transport) => _transport = transport;

    /// <summary><c>docker service ps</c> over all services: GET /tasks.</summary>
    public async Task<IReadOnlyList<TaskResponse>> ListAsync(TasksListParameters? parameters = null, CancellationToken cancellationToken = default) =>
        await _transport.ReadAsync<List<TaskResponse>>(
            EngineRequest.Get("/tasks", "list the tasks", new Query().Add("filters", parameters?.Filters)), cancellationToken);
}
