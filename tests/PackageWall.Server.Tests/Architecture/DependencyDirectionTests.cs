namespace PackageWall.Server.Tests.Architecture;

/// <summary>
/// The rooms refer to each other in one direction, and the pure rooms have no way to the outside:
/// <code>
///   Packages ◀─ Inspection ◀─┬─ Core ◀─┬─ Upstreams ◀─┬─ Server
///            ◀─ Feeds      ◀─┤         └─ Data      ◀─┤
///               Inspection ◀─┼─ Workers ◀─────────────┤
///                            └────────────────────────┴─ Cli (not Core, Upstreams, Data)
/// </code>
/// </summary>
public sealed class DependencyDirectionTests
{
    // What stands to the right may be used by what stands to the left, and so may all that it uses.
    private static readonly Dictionary<string, string[]> Rooms = new()
    {
        ["PackageWall.Packages"] = [],
        ["PackageWall.Inspection"] = ["PackageWall.Packages"],
        ["PackageWall.Feeds"] = ["PackageWall.Packages"],
        ["PackageWall.Core"] = ["PackageWall.Inspection", "PackageWall.Feeds"],
        ["PackageWall.Upstreams"] = ["PackageWall.Core"],
        ["PackageWall.Data"] = ["PackageWall.Core"],
        ["PackageWall.Workers"] = ["PackageWall.Inspection"],
        ["PackageWall.Server"] = ["PackageWall.Upstreams", "PackageWall.Data", "PackageWall.Workers"],
        ["packagewall"] = ["PackageWall.Inspection", "PackageWall.Feeds", "PackageWall.Workers"],
    };

    private static readonly string[] OutsideAssemblies =
    [
        "System.Net.Http", "System.Net.Sockets", "System.Net.Requests", "System.Net.NameResolution", "System.Net.Security", "System.Net.WebClient",
        "System.Net.WebSockets", "System.Net.HttpListener", "System.Net.Mail", "System.Net.Ping", "System.Net.Quic", "System.Net.NetworkInformation",
        "System.Data", "System.IO.FileSystem", "System.IO.MemoryMappedFiles", "System.IO.Pipes", "System.IO.IsolatedStorage",
        "System.Diagnostics.Process", "System.Reflection.Emit", "System.Runtime.Loader", "Microsoft.", "MediatR", "Quartz", "Npgsql", "SQLitePCLRaw", "NuGet.",
    ];

    private static readonly string[] OutsideTypes =
    [
        "System.IO.File", "System.IO.FileInfo", "System.IO.FileStream", "System.IO.Directory", "System.IO.DirectoryInfo", "System.IO.DriveInfo",
        "System.IO.RandomAccess", "System.IO.FileSystemWatcher", "System.Random", "System.Security.Cryptography.RandomNumberGenerator",
        "System.Diagnostics.Stopwatch", "System.Diagnostics.Process", "System.TimeProvider", "System.Threading.Timer", "System.Runtime.InteropServices.NativeLibrary",
    ];

    private static readonly string[] OutsideMembers =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today", "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow",
        "System.Environment.get_TickCount", "System.Environment.get_TickCount64", "System.Environment.GetEnvironmentVariable", "System.Guid.NewGuid",
        "System.IO.Path.GetTempPath", "System.IO.Path.GetTempFileName", "System.Threading.Thread.Sleep", "System.Threading.Tasks.Task.Delay",
        "System.Reflection.Assembly.Load", "System.Reflection.Assembly.LoadFrom", "System.Reflection.Assembly.LoadFile",
    ];

    public static TheoryData<string> AllRooms => [.. Rooms.Keys];

    public static TheoryData<string> PureRooms => ["PackageWall.Packages", "PackageWall.Inspection", "PackageWall.Feeds"];

    [Fact]
    public void Every_room_that_is_built_is_listed() =>
        Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(name => IsRoom(name) && !name.EndsWith(".Tests", StringComparison.Ordinal) && name != "PackageWall.Testing")
            .ShouldBe(Rooms.Keys, ignoreOrder: true);

    [Theory]
    [MemberData(nameof(AllRooms))]
    public void A_room_uses_only_the_rooms_below_it(string room) =>
        Read(room).Assemblies.Where(IsRoom).Except(Below(room)).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(PureRooms))]
    public void A_pure_room_has_no_network_disk_database_clock_or_chance(string room)
    {
        AssemblyFile file = Read(room);

        file.Assemblies.Where(name => OutsideAssemblies.Any(outside => name == outside || name.StartsWith(outside.TrimEnd('.') + ".", StringComparison.Ordinal))).ShouldBeEmpty();

        // Inspection bounds how long one artifact may take; that clock can only end a reading as inconclusive, never change a finding.
        file.Types.Intersect(OutsideTypes).Except(room == "PackageWall.Inspection" ? ["System.TimeProvider"] : []).ShouldBeEmpty();
        file.Members.Intersect(OutsideMembers).ShouldBeEmpty();
    }

    [Fact]
    public void The_check_itself_sees_what_it_forbids()
    {
        // This assembly reads files; a reader of metadata that saw nothing would let everything pass.
        AssemblyFile self = AssemblyFile.Read(typeof(DependencyDirectionTests).Assembly.Location);

        self.Assemblies.ShouldContain("System.Runtime");
        self.Types.ShouldContain("System.IO.File");
        self.Members.ShouldContain("System.IO.Directory.EnumerateFiles");
    }

    private static bool IsRoom(string name) => name == "packagewall" || name.StartsWith("PackageWall.", StringComparison.Ordinal);

    private static AssemblyFile Read(string room) => AssemblyFile.Read(Path.Combine(AppContext.BaseDirectory, room + ".dll"));

    private static IEnumerable<string> Below(string room) => Rooms[room].SelectMany(next => Below(next).Append(next)).Distinct();
}
