using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Microsoft.Data.Sqlite;

namespace PackageWall.Data.Sqlite;

/// <summary>
/// Makes Microsoft.Data.Sqlite 10 run on SQLitePCLRaw 2.0.6. It was compiled against 2.1, which the registry that builds use
/// lacks; the parts that it calls are the same in both. Two hooks do it, and both fall away when 2.1 can be restored.
/// </summary>
internal static class SqliteRuntime
{
    private static readonly Lazy<bool> Hooks = new(Install);

    // The system's library gets its security fixes from the system. The bundled one is of 2021 and serves where there is none.
    private static readonly string[] SystemNames = OperatingSystem.IsWindows() ? []
        : OperatingSystem.IsMacOS() ? ["/usr/lib/libsqlite3.dylib"]
        : ["libsqlite3.so.0", "libsqlite3.so"];

    /// <summary>Call before the first use of any SQLite type.</summary>
    public static void Initialize() => _ = Hooks.Value;

    /// <summary>The version of the native library in use.</summary>
    public static string LibraryVersion()
    {
        Initialize();
        return Read();

        // A method of its own, because compiling it loads the SQLite types.
        [MethodImpl(MethodImplOptions.NoInlining)]
        static string Read()
        {
            using var connection = new SqliteConnection("Data Source=:memory:");
            return connection.ServerVersion;
        }
    }

    private static bool Install()
    {
        var context = AssemblyLoadContext.GetLoadContext(typeof(SqliteRuntime).Assembly) ?? AssemblyLoadContext.Default;

        // The runtime refuses an assembly that is older than the one asked for. Asked for without a version, it gives the one there is.
        context.Resolving += static (from, name) =>
            name.Name?.StartsWith("SQLitePCLRaw.", StringComparison.Ordinal) == true && name.Version is not null
                ? from.LoadFromAssemblyName(new AssemblyName(name.Name))
                : null;
        NativeLibrary.SetDllImportResolver(
            context.LoadFromAssemblyName(new AssemblyName("SQLitePCLRaw.provider.e_sqlite3")),
            static (name, _, _) => name == "e_sqlite3" ? SystemLibrary() : 0);
        return true;
    }

    // Zero means: look for it the usual way, which finds the bundled one.
    private static nint SystemLibrary() =>
        SystemNames.Select(name => NativeLibrary.TryLoad(name, out nint handle) && IsRecent(handle) ? handle : 0).FirstOrDefault(handle => handle != 0);

    // UPSERT, RETURNING and window functions are there from 3.35 on.
    private static unsafe bool IsRecent(nint library) =>
        NativeLibrary.TryGetExport(library, "sqlite3_libversion_number", out nint number) && ((delegate* unmanaged[Cdecl]<int>)number)() >= 3_035_000;
}
