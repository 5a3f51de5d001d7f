namespace Portainer.Engine;

/// <summary>The engine answered with an error status; <see cref="Exception.Message"/> says what was attempted and what the engine said.</summary>
public class DockerApiException : Exception
{
}
