namespace Portainer.Testing; internal static class Placeholder;
