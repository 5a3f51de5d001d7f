using System.Runtime.InteropServices;

namespace Portainer.Engine.Tests.Transport;

/// <summary>Starts work on a thread that has lost root's rights on files; what it does before its first wait is done without them.</summary>
internal static class AsNobody
{
    public static Task<T> Run<T>(Func<Task<T>> work)
    {
        Task<T>? started = null;
        var thread = new Thread(() =>
        {
            _ = SetFileSystemUser(65534);
            started = work();
        });
        thread.Start();
        thread.Join();
        return started!;
    }

    [DllImport("libc", EntryPoint = "setfsuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetFileSystemUser(uint user);
}
