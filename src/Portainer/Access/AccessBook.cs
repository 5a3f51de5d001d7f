namespace Portainer.Access;

/// <summary>Where the rights of people stand right now, in memory. Until it was read, nobody but administrators has any right.</summary>
internal sealed class AccessBook
{
    private volatile AccessFacts _facts = AccessFacts.None;

    public AccessFacts Facts
    {
        get => _facts;
        set => _facts = value;
    }
}
