using Microsoft.Extensions.DependencyInjection;
using Portainer.Containers.Recreate;
using Portainer.Data.Jobs;
using Portainer.Images.Build;
using Portainer.Testing;

namespace Portainer.Tests.Images;

/// <summary>The life of a service in one action: pull, stop, remove, run again (S107).</summary>
public sealed class PullAndRecreateTests : ImageHost
{
    [Fact]
    public async Task Start_WithAPull_RunsOnTheNewerImageWithTheSameSettings()
    {
        var name = NewName("v1", Lab.PlainRegistry.NewRepository());
        await PublishAsync(name, "1");
        await EndAsync(await Jobs.PullAsync(Administrator, Id(Old), new() { Image = name }, CancellationToken.None));
        var container = EngineApp.Name("service");
        var old = await OldEngine.Containers.CreateContainerAsync(new() { Name = container, Image = name, Env = ["MINE=kept"] });
        try
        {
            await OldEngine.Containers.StartContainerAsync(old.ID);
            await PublishAsync(name, "2");

            var job = await App.Services.GetRequiredService<RecreateActions>()
                .StartAsync(Administrator, Id(Old), container, null, pull: true, sharers: true, CancellationToken.None);
            await job.Ended;

            Assert.True(job.State == JobState.Succeeded, job.Outcome);
            var now = await OldEngine.Containers.InspectContainerAsync(container);
            Assert.True(now.State.Running);
            Assert.Equal("2", now.Config.Labels!["build"]);
            Assert.Contains("MINE=kept", now.Config.Env!);
        }
        finally
        {
            await OldEngine.Containers.RemoveContainerAsync(container, new() { Force = true });
        }
    }

    private async Task PublishAsync(string name, string build)
    {
        await using var context = DockerfileContext.Create($"FROM lab/base:1\nLABEL build={build}\nCMD [\"sleep\", \"100000\"]\n", DateTimeOffset.UnixEpoch);
        await foreach (var message in NewEngine.Images.BuildImageFromDockerfileAsync(new() { Tags = [name], Version = 1 }, context))
        {
            Assert.Null(message.ErrorMessage);
        }

        await foreach (var message in NewEngine.Images.PushImageAsync(name))
        {
            Assert.Null(message.ErrorMessage);
        }
    }
}
