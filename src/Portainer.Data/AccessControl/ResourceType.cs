namespace Portainer.Data.AccessControl;

/// <summary>What can be owned; Portainer's numbers.</summary>
public enum ResourceType
{
    Container = 1,
    Service = 2,
    Volume = 3,
    Network = 4,
    Secret = 5,
    Stack = 6,
    Config = 7,
    CustomTemplate = 8,
}
