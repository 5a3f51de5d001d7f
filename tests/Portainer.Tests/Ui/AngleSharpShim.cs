using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Portainer.Tests.Ui;

/// <summary>bUnit asks for AngleSharp.Diffing 1.1, the feed holds 0.17.0: what bUnit uses of it is the same.</summary>
internal static class AngleSharpShim
{
    private const string Name = "AngleSharp.Diffing";

#pragma warning disable CA2255 // A test assembly is the application here.
    [ModuleInitializer]
    internal static void Install() => AssemblyLoadContext.Default.Resolving += Resolve;
#pragma warning restore CA2255

    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName asked) => asked.Name == Name
        ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, $"{Name}.dll"))
        : null;
}
