using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Portainer.Data;

/// <summary>
/// Binds Microsoft.Data.Sqlite to the operating system's library: it is kept safe by the distribution's updates,
/// where the copy that could be bundled is from 2021.
/// </summary>
internal static class SystemSqlite
{
    internal const string MissingSentence =
        "SQLite's library was not found on this machine: install libsqlite3-0 (Debian, Ubuntu), sqlite-libs (Alpine, Fedora), " +
        "or give a PostgreSQL connection in PORTAINER_POSTGRES.";

    private static readonly string[] Names = ["libsqlite3.so.0", "libsqlite3.so", "libsqlite3.dylib", "winsqlite3"];
    private static readonly Lazy<bool> Bound = new(() => Bind(Names));

    /// <exception cref="StorageException">The library is not installed.</exception>
    internal static void EnsureBound()
    {
        if (!Bound.Value)
        {
            throw new StorageException(MissingSentence);
        }
    }

    internal static nint Load(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (NativeLibrary.TryLoad(name, out var handle))
            {
                return handle;
            }
        }

        return 0;
    }

    private static bool Bind(string[] names)
    {
        var handle = Load(names);
        if (handle == 0)
        {
            return false;
        }

        NativeLibrary.SetDllImportResolver(
            typeof(SQLite3Provider_e_sqlite3).Assembly,
            (string name, Assembly _, DllImportSearchPath? _) => name == "e_sqlite3" ? handle : 0);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        raw.FreezeProvider();
        return true;
    }
}
