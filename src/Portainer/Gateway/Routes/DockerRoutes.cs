using Portainer.Access;

namespace Portainer.Gateway;

/// <summary>
/// Every route of the Engine API (1.41 to the newest) with the operation it is. A route that is not here is for administrators of the
/// product alone, so what an engine learns tomorrow is closed until somebody writes its row.
/// </summary>
internal static class DockerRoutes
{
    public static IReadOnlyList<DockerRoute> Table { get; } =
    [
        new("GET", "/_ping", Operation.ViewEndpoint),
        new("HEAD", "/_ping", Operation.ViewEndpoint),
        new("GET", "/version", Operation.ViewEndpoint),
        new("GET", "/info", Operation.ReadEngineFacts) { Answer = AnswerRule.Info },
        new("GET", "/events", Operation.ReadEvents) { Answer = AnswerRule.Events },
        new("GET", "/system/df", Operation.ReadDiskUse) { Answer = AnswerRule.DiskUsage },
        new("POST", "/auth", Operation.TryRegistryAccount) { Body = BodyRule.Credentials },

        new("GET", "/containers/json", Operation.ListContainers) { Answer = AnswerRule.List },
        new("POST", "/containers/create", Operation.CreateContainer) { Body = BodyRule.ContainerCreate, Answer = AnswerRule.Created },
        new("POST", "/containers/prune", Operation.PruneContainers),
        new("GET", "/containers/{container}/json", Operation.InspectContainer) { Answer = AnswerRule.Inspect },
        new("GET", "/containers/{container}/top", Operation.ListContainerProcesses),
        new("GET", "/containers/{container}/logs", Operation.ReadContainerLogs),
        new("GET", "/containers/{container}/changes", Operation.ReadContainerChanges),
        new("GET", "/containers/{container}/export", Operation.ExportContainer),
        new("GET", "/containers/{container}/stats", Operation.ReadContainerStats),
        new("POST", "/containers/{container}/resize", Operation.AttachToContainer),
        new("POST", "/containers/{container}/start", Operation.StartContainer),
        new("POST", "/containers/{container}/stop", Operation.StopContainer),
        new("POST", "/containers/{container}/restart", Operation.RestartContainer),
        new("POST", "/containers/{container}/kill", Operation.KillContainer),
        new("POST", "/containers/{container}/update", Operation.UpdateContainer) { Body = BodyRule.ContainerUpdate },
        new("POST", "/containers/{container}/rename", Operation.RenameContainer),
        new("POST", "/containers/{container}/pause", Operation.PauseContainer),
        new("POST", "/containers/{container}/unpause", Operation.UnpauseContainer),
        new("POST", "/containers/{container}/attach", Operation.AttachToContainer) { Upgrades = true },
        new("GET", "/containers/{container}/attach/ws", Operation.AttachToContainer) { Upgrades = true },
        new("POST", "/containers/{container}/wait", Operation.InspectContainer),
        new("DELETE", "/containers/{container}", Operation.RemoveContainer) { Answer = AnswerRule.Removed },
        new("HEAD", "/containers/{container}/archive", Operation.CopyFromContainer),
        new("GET", "/containers/{container}/archive", Operation.CopyFromContainer),
        new("PUT", "/containers/{container}/archive", Operation.CopyToContainer) { Body = BodyRule.Stream },
        new("POST", "/containers/{container}/exec", Operation.ExecInContainer) { Body = BodyRule.ExecCreate },
        new("POST", "/exec/{exec}/start", Operation.ExecInContainer) { Body = BodyRule.ExecStart, Upgrades = true },
        new("POST", "/exec/{exec}/resize", Operation.ExecInContainer),
        new("GET", "/exec/{exec}/json", Operation.InspectContainer),
        new("POST", "/commit", Operation.CommitContainer) { Query = QueryRule.Commit, Body = BodyRule.Commit },

        new("GET", "/images/json", Operation.ListImages),
        new("GET", "/images/search", Operation.SearchImages),
        new("GET", "/images/get", Operation.SaveImages),
        new("GET", "/images/{image}/json", Operation.InspectImage),
        new("GET", "/images/{image}/history", Operation.InspectImage),
        new("GET", "/images/{image}/attestations", Operation.InspectImage),
        new("GET", "/images/{image}/get", Operation.SaveImages),
        new("GET", "/distribution/{image}/json", Operation.CheckImageUpdates),
        new("POST", "/images/create", Operation.PullImage) { Query = QueryRule.PullOrImport, Body = BodyRule.Stream },
        new("POST", "/images/load", Operation.LoadImages) { Body = BodyRule.Stream },
        new("POST", "/images/prune", Operation.PruneImages),
        new("POST", "/images/{image}/push", Operation.PushImage),
        new("POST", "/images/{image}/tag", Operation.TagImage),
        new("DELETE", "/images/{image}", Operation.RemoveImage),
        new("POST", "/build", Operation.BuildImage) { Query = QueryRule.Build, Body = BodyRule.Stream },
        new("POST", "/build/cancel", Operation.BuildImage),
        new("POST", "/build/prune", Operation.PruneBuildCache),
        new("POST", "/session", Operation.BuildImage) { Upgrades = true },
        new("POST", "/grpc", Operation.UseBuildKit) { Upgrades = true },

        new("GET", "/networks", Operation.ListNetworks) { Answer = AnswerRule.List },
        new("POST", "/networks/create", Operation.CreateNetwork) { Body = BodyRule.NetworkCreate, Answer = AnswerRule.Created },
        new("POST", "/networks/prune", Operation.PruneNetworks),
        new("GET", "/networks/{network}", Operation.InspectNetwork) { Answer = AnswerRule.Inspect },
        new("DELETE", "/networks/{network}", Operation.RemoveNetwork) { Answer = AnswerRule.Removed },
        new("POST", "/networks/{network}/connect", Operation.ConnectNetwork) { Body = BodyRule.NetworkConnect },
        new("POST", "/networks/{network}/disconnect", Operation.DisconnectNetwork) { Body = BodyRule.NetworkDisconnect },

        new("GET", "/volumes", Operation.ListVolumes) { Answer = AnswerRule.Volumes },
        new("POST", "/volumes/create", Operation.CreateVolume) { Body = BodyRule.VolumeCreate, Answer = AnswerRule.Created },
        new("POST", "/volumes/prune", Operation.PruneVolumes),
        new("GET", "/volumes/{volume}", Operation.InspectVolume) { Answer = AnswerRule.Inspect },
        new("PUT", "/volumes/{volume}", Operation.UpdateClusterVolume) { Body = BodyRule.Free },
        new("DELETE", "/volumes/{volume}", Operation.RemoveVolume) { Answer = AnswerRule.Removed },

        new("GET", "/swarm", Operation.ReadSwarm) { Answer = AnswerRule.Swarm },
        new("POST", "/swarm/init", Operation.ManageSwarm) { Body = BodyRule.Free },
        new("POST", "/swarm/join", Operation.ManageSwarm) { Body = BodyRule.Free },
        new("POST", "/swarm/leave", Operation.ManageSwarm),
        new("POST", "/swarm/update", Operation.ManageSwarm) { Body = BodyRule.Free },
        new("GET", "/swarm/unlockkey", Operation.ManageSwarm),
        new("POST", "/swarm/unlock", Operation.ManageSwarm) { Body = BodyRule.Free },
        new("GET", "/nodes", Operation.ListNodes) { Answer = AnswerRule.Nodes },
        new("GET", "/nodes/{node}", Operation.ManageNodes),
        new("DELETE", "/nodes/{node}", Operation.ManageNodes),
        new("POST", "/nodes/{node}/update", Operation.ManageNodes) { Body = BodyRule.Free },

        new("GET", "/services", Operation.ListServices) { Answer = AnswerRule.List },
        new("POST", "/services/create", Operation.CreateService) { Body = BodyRule.ServiceCreate, Answer = AnswerRule.Created },
        new("GET", "/services/{service}", Operation.InspectService) { Answer = AnswerRule.Inspect },
        new("DELETE", "/services/{service}", Operation.RemoveService) { Answer = AnswerRule.Removed },
        new("POST", "/services/{service}/update", Operation.UpdateService) { Body = BodyRule.ServiceUpdate },
        new("GET", "/services/{service}/logs", Operation.ReadServiceLogs),
        new("GET", "/tasks", Operation.ListTasks) { Answer = AnswerRule.Tasks },
        new("GET", "/tasks/{task}", Operation.InspectTask),
        new("GET", "/tasks/{task}/logs", Operation.ReadServiceLogs),

        new("GET", "/secrets", Operation.ListSecrets) { Answer = AnswerRule.List },
        new("POST", "/secrets/create", Operation.CreateSecret) { Body = BodyRule.Secret, Answer = AnswerRule.Created },
        new("GET", "/secrets/{secret}", Operation.InspectSecret) { Answer = AnswerRule.Inspect },
        new("DELETE", "/secrets/{secret}", Operation.RemoveSecret) { Answer = AnswerRule.Removed },
        new("POST", "/secrets/{secret}/update", Operation.UpdateSecret) { Body = BodyRule.Secret },
        new("GET", "/configs", Operation.ListConfigs) { Answer = AnswerRule.List },
        new("POST", "/configs/create", Operation.CreateConfig) { Body = BodyRule.Config, Answer = AnswerRule.Created },
        new("GET", "/configs/{config}", Operation.InspectConfig) { Answer = AnswerRule.Inspect },
        new("DELETE", "/configs/{config}", Operation.RemoveConfig) { Answer = AnswerRule.Removed },
        new("POST", "/configs/{config}/update", Operation.UpdateConfig) { Body = BodyRule.Config },

        new("GET", "/plugins", Operation.ManagePlugins),
        new("GET", "/plugins/privileges", Operation.ManagePlugins),
        new("GET", "/plugins/{plugin}/json", Operation.ManagePlugins),
        new("POST", "/plugins/pull", Operation.ManagePlugins) { Body = BodyRule.Free },
        new("POST", "/plugins/create", Operation.ManagePlugins) { Body = BodyRule.Stream },
        new("DELETE", "/plugins/{plugin}", Operation.ManagePlugins),
        new("POST", "/plugins/{plugin}/enable", Operation.ManagePlugins),
        new("POST", "/plugins/{plugin}/disable", Operation.ManagePlugins),
        new("POST", "/plugins/{plugin}/upgrade", Operation.ManagePlugins) { Body = BodyRule.Free },
        new("POST", "/plugins/{plugin}/push", Operation.ManagePlugins),
        new("POST", "/plugins/{plugin}/set", Operation.ManagePlugins) { Body = BodyRule.Free },
    ];

    private static readonly ILookup<(string Method, string Head), DockerRoute> ByHead =
        Table.ToLookup(route => (route.Method, route.Pattern[1..].Split('/')[0]));

    /// <summary>The row of a request and the name of the thing its path is about; null: there is no row.</summary>
    public static (DockerRoute Route, string Target)? Match(string method, DockerPath path)
    {
        foreach (var route in ByHead[(method, path.Segments[0])])
        {
            if (route.Matches(path.Segments, out var target))
            {
                return (route, target);
            }
        }

        return null;
    }
}
