namespace Portainer.Data; internal static class Placeholder;
