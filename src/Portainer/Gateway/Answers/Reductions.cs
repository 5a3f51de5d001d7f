using System.Text.Json;
using System.Text.Json.Nodes;
using Portainer.Data.AccessControl;
using Portainer.Fleet;

namespace Portainer.Gateway;

/// <summary>Answers that hold more than one kind of thing, or more than everybody may know.</summary>
internal static class Reductions
{
    // Containers and volumes of GET /system/df: since API 1.52 under other names, and inside an object.
    private static readonly (string Old, string New, ResourceType Type)[] Used =
        [("Containers", "ContainerUsage", ResourceType.Container), ("Volumes", "VolumeUsage", ResourceType.Volume)];

    public static async Task ApplyAsync(AnswerRule rule, JsonNode answer, Sight sight, GatewayRequest request)
    {
        switch (rule)
        {
            case AnswerRule.Volumes:
                Keep(answer["Volumes"], ResourceType.Volume, sight);
                break;
            case AnswerRule.DiskUsage:
                DiskUsage(answer, sight);
                break;
            case AnswerRule.Info when request.IsBound:
                Info(answer, sight, request.Session.Endpoint);
                break;
            case AnswerRule.Swarm when request.IsBound:
                Remove(answer, "JoinTokens", "TLSInfo");
                break;
            case AnswerRule.Nodes when request.IsBound:
                foreach (var node in answer as JsonArray ?? [])
                {
                    Remove(node?["Description"], "TLSInfo");
                }

                break;
            case AnswerRule.Tasks when !sight.SeesEverything:
                await TasksAsync(answer, sight, request);
                break;
        }
    }

    /// <summary>A network without the members that the caller may not see.</summary>
    public static JsonNode Network(JsonNode network, Sight sight, EndpointView view)
    {
        if (network["Containers"] is JsonObject members)
        {
            // An endpoint of no container (a Swarm's own) has another word in front.
            foreach (var id in members.Select(member => member.Key).Where(id => !view.Containers.Any(row => row.Id == id)).ToArray())
            {
                members.Remove(id);
            }
        }

        if (!sight.SeesEverything)
        {
            Remove(network, "Services");
        }

        return network;
    }

    private static void DiskUsage(JsonNode usage, Sight sight)
    {
        foreach (var (old, now, type) in Used)
        {
            Keep(usage[old], type, sight);
            Keep(usage[now]?["Items"], type, sight);
        }

        if (!sight.SeesEverything)
        {
            // Commands of other people's builds, and totals of what is hidden.
            Remove(usage, "BuildCache", "BuildCacheUsage");
            foreach (var (_, now, _) in Used)
            {
                Remove(usage[now], "ActiveCount", "TotalCount", "Reclaimable", "TotalSize");
            }
        }
    }

    private static void Info(JsonNode info, Sight sight, EndpointView view)
    {
        Remove(info["Swarm"], "RemoteManagers");
        Remove(info["Swarm"]?["Cluster"], "TLSInfo");
        if (!sight.SeesEverything)
        {
            info["Containers"] = view.Containers.Count;
            info["ContainersRunning"] = view.Count(RunState.Running);
            info["ContainersPaused"] = view.Count(RunState.Paused);
            info["ContainersStopped"] = view.Containers.Count - view.Count(RunState.Running) - view.Count(RunState.Paused);
        }
    }

    // A task is its service's; one of none belongs to nobody.
    private static async Task TasksAsync(JsonNode tasks, Sight sight, GatewayRequest request)
    {
        var services = (await SwarmThings.ListAsync(request.Session, "services", request.Aborted)).Where(service => sight.Sees(ResourceType.Service, service)).Select(service => service.Id).ToHashSet();
        Keep(tasks, task => services.Contains(Value.Text(task["ServiceID"])));
    }

    private static void Keep(JsonNode? things, ResourceType type, Sight sight) =>
        Keep(things, thing => sight.Sees(type, ThingFacts.Read(JsonSerializer.SerializeToUtf8Bytes(thing))));

    private static void Keep(JsonNode? things, Func<JsonNode, bool> keep)
    {
        if (things is JsonArray list)
        {
            foreach (var thing in list.Where(thing => thing is null || !keep(thing)).ToArray())
            {
                list.Remove(thing);
            }
        }
    }

    private static void Remove(JsonNode? from, params string[] names)
    {
        foreach (var name in names)
        {
            (from as JsonObject)?.Remove(name);
        }
    }
}
