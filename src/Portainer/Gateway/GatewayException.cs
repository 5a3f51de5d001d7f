using Portainer.Access;

namespace Portainer.Gateway;

/// <summary>The gateway passes a request on to no engine; the message is the sentence for the client.</summary>
internal sealed class GatewayException(int status, string message) : TellableException(message)
{
    public int Status => status;

    /// <summary>What was sent cannot be read in one way only.</summary>
    public static GatewayException Unclear(string message) => new(StatusCodes.Status400BadRequest, message);

    public static GatewayException Forbidden(string message) => new(StatusCodes.Status403Forbidden, message);
}
