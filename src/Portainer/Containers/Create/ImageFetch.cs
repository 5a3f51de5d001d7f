using System.Net;
using Portainer.Access;
using Portainer.Engine;
using Portainer.Images;
using Portainer.Jobs;

namespace Portainer.Containers.Create;

/// <summary>The image of a container that is about to be made.</summary>
internal sealed class ImageFetch(EngineGate gate, ImageAccounts accounts)
{
    public static async Task<bool> IsThereAsync(DockerClient client, string image, CancellationToken cancellationToken)
    {
        try
        {
            await client.Images.InspectImageAsync(image, cancellationToken);
            return true;
        }
        catch (DockerApiException missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    /// <summary><c>docker pull</c> with the account that fits the image's registry.</summary>
    /// <exception cref="AccessDeniedException">The caller may not pull here.</exception>
    public async Task PullAsync(Caller caller, int endpointId, CreateContainerParameters parameters, JobProgress progress, CancellationToken cancellationToken)
    {
        var session = await gate.OpenAsync(caller, endpointId, Operation.PullImage, cancellationToken);
        var auth = await accounts.ForAsync(caller, parameters.Image, null, cancellationToken);
        progress.Status($"Pulling {parameters.Image}");
        var pull = new ImagesCreateParameters { FromImage = parameters.Image, Platform = parameters.Platform };
        await progress.FollowAsync(session.Client.Images.CreateImageAsync(pull, auth, cancellationToken), cancellationToken);
    }
}
