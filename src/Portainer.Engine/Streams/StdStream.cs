namespace Portainer.Engine;

/// <summary>A standard stream; the numbers are the engine's.</summary>
public enum StdStream : byte
{
    Stdin = 0,
    Stdout = 1,
    Stderr = 2,
}
