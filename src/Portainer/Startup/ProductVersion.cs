using System.Reflection;

namespace Portainer.Startup;

internal static class ProductVersion
{
    /// <summary>Such as 0.1.0, without the commit that the build appends.</summary>
    public static string Text { get; } = typeof(ProductVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
