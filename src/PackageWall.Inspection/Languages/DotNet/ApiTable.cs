namespace PackageWall.Inspection.Languages.DotNet;

/// <summary>
/// Which members of the framework make which fact. A star at the end stands for any ending. The same table serves compiled code,
/// by full names, and C# text, by the last two parts.
/// </summary>
internal static class ApiTable
{
    private const string Entries = """
        System.Diagnostics.Process.Start execute.process
        System.Diagnostics.Process.Kill execute.kill
        System.Environment.FailFast execute.kill
        System.Environment.GetEnvironmentVariables read.env.bulk
        System.Environment.GetEnvironmentVariable read.env
        System.Environment.ExpandEnvironmentVariables read.env
        System.Environment.get_MachineName read.profile
        System.Environment.get_UserName read.profile
        System.Environment.get_UserDomainName read.profile
        System.Net.NetworkInformation.NetworkInterface.GetAllNetworkInterfaces read.profile
        System.Net.Dns.GetHostName read.profile
        System.Net.Dns.GetHost* network.dns
        System.Net.Dns.Resolve network.dns
        System.Net.Dns.BeginGetHost* network.dns
        System.Net.WebClient.Download* network.fetch
        System.Net.WebClient.OpenRead* network.fetch
        System.Net.WebClient.Upload* network.send
        System.Net.WebClient.OpenWrite* network.send
        System.Net.WebClient..ctor network.connect
        System.Net.Http.HttpClient..ctor network.connect
        System.Net.Http.HttpClient.Get* network.fetch
        System.Net.Http.HttpClient.Send* network.send
        System.Net.Http.HttpClient.Post* network.send
        System.Net.Http.HttpClient.Put* network.send
        System.Net.Http.HttpClient.Patch* network.send
        System.Net.Http.HttpMessageInvoker.Send* network.send
        System.Net.Http.Json.HttpClientJsonExtensions.Get* network.fetch
        System.Net.Http.Json.HttpClientJsonExtensions.P* network.send
        System.Net.WebRequest.Create* network.connect
        System.Net.WebRequest.GetResponse* network.fetch
        System.Net.WebRequest.GetRequestStream* network.send
        System.Net.HttpWebRequest.GetResponse* network.fetch
        System.Net.HttpWebRequest.GetRequestStream* network.send
        System.Net.FtpWebRequest.GetRequestStream* network.send
        System.Net.Sockets.Socket.Connect* network.socket
        System.Net.Sockets.Socket.Send* network.socket
        System.Net.Sockets.Socket.Bind network.listen
        System.Net.Sockets.TcpClient.* network.socket
        System.Net.Sockets.UdpClient.* network.socket
        System.Net.Sockets.TcpListener.Start network.listen
        System.Net.HttpListener.Start network.listen
        System.Net.Mail.SmtpClient.Send* network.mail
        System.Net.WebSockets.ClientWebSocket.ConnectAsync network.connect
        System.Net.WebSockets.ClientWebSocket.ReceiveAsync network.fetch
        System.Net.WebSockets.WebSocket.ReceiveAsync network.fetch
        System.Net.NetworkInformation.Ping.Send* network.connect
        System.Net.ServicePointManager.set_ServerCertificateValidationCallback network.insecure
        System.Net.Http.HttpClientHandler.get_DangerousAcceptAnyServerCertificateValidator network.insecure
        RestSharp.RestClient..ctor network.connect
        RestSharp.RestClient.Execute* network.send
        System.Reflection.Assembly.LoadFile execute.assembly
        System.Reflection.Assembly.LoadFrom execute.assembly
        System.Reflection.Assembly.UnsafeLoadFrom execute.assembly
        System.Reflection.Assembly.Load execute.assembly
        System.AppDomain.Load execute.assembly
        System.AppDomain.ExecuteAssembly* execute.assembly
        System.Runtime.Loader.AssemblyLoadContext.LoadFrom* execute.assembly
        System.Reflection.Emit.AssemblyBuilder.DefineDynamicAssembly execute.assembly
        System.Reflection.Emit.DynamicMethod..ctor execute.assembly
        Microsoft.CSharp.CSharpCodeProvider..ctor execute.assembly
        System.CodeDom.Compiler.CodeDomProvider.CompileAssembly* execute.assembly
        System.CodeDom.Compiler.ICodeCompiler.CompileAssembly* execute.assembly
        Microsoft.CodeAnalysis.CSharp.CSharpCompilation.Create execute.assembly
        Microsoft.CodeAnalysis.CSharp.Scripting.CSharpScript.* execute.code
        System.Management.Automation.PowerShell.Create execute.interpreter
        System.Management.Automation.PowerShell.AddScript execute.interpreter
        System.Runtime.Serialization.Formatters.Binary.BinaryFormatter.Deserialize execute.pickle
        System.Runtime.InteropServices.Marshal.GetDelegateForFunctionPointer execute.memory
        System.Runtime.InteropServices.NativeLibrary.* execute.native
        System.Threading.Thread.Start execute.thread
        System.Threading.Timer..ctor execute.thread
        System.Convert.FromBase64* decode
        System.Convert.FromHexString decode
        System.Buffers.Text.Base64.Decode* decode
        System.IO.Compression.GZipStream..ctor decode
        System.IO.Compression.DeflateStream..ctor decode
        System.IO.Compression.BrotliStream..ctor decode
        System.Convert.ToBase64String encode
        System.Security.Cryptography.SymmetricAlgorithm.CreateDecryptor decode.keyed
        System.Security.Cryptography.SymmetricAlgorithm.CreateEncryptor encode.encrypt
        System.Security.Cryptography.SymmetricAlgorithm.Decrypt* decode.keyed
        System.Security.Cryptography.Aes.CreateDecryptor decode.keyed
        System.Security.Cryptography.RijndaelManaged.CreateDecryptor decode.keyed
        System.Security.Cryptography.AesGcm.Decrypt decode.keyed
        System.Security.Cryptography.RSA.Encrypt encode.encrypt
        System.Security.Cryptography.RSACryptoServiceProvider.Encrypt encode.encrypt
        System.Security.Cryptography.ProtectedData.Unprotect read.secret.keychain
        System.IO.File.ReadAll* read.file
        System.IO.File.ReadLines* read.file
        System.IO.File.OpenRead read.file
        System.IO.File.OpenText read.file
        System.IO.File.Copy read.file
        System.IO.File.Write* write.file
        System.IO.File.Append* write.file
        System.IO.File.Create* write.file
        System.IO.File.OpenWrite write.file
        System.IO.File.SetUnixFileMode write.executable
        System.IO.File.Delete delete
        System.IO.Directory.Delete delete
        System.IO.Directory.GetFile* read.files
        System.IO.Directory.EnumerateFile* read.files
        System.Drawing.Graphics.CopyFromScreen read.screen
        System.Windows.Forms.Clipboard.Get* read.clipboard
        System.Windows.Clipboard.Get* read.clipboard
        System.Threading.Thread.Sleep gate.sleep
        Microsoft.Win32.RegistryKey.SetValue write.registry
        Microsoft.Win32.Registry.SetValue write.registry
        """;

    private static readonly Dictionary<string, List<(string Member, bool IsPrefix, string Fact)>> ByType = new(StringComparer.Ordinal);
    private static readonly Dictionary<string, List<(string Member, bool IsPrefix, string Fact)>> BySimpleType = new(StringComparer.Ordinal);

    static ApiTable()
    {
        foreach (string line in Entries.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] parts = line.Split(' ');
            string name = parts[0];
            int dot = name.EndsWith("..ctor", StringComparison.Ordinal) ? name.Length - 6 : name.LastIndexOf('.');
            string type = name[..dot];
            string member = name[(dot + 1)..];
            string simple = type[(type.LastIndexOf('.') + 1)..];
            bool isPrefix = member.EndsWith('*');
            (BySimpleType.TryGetValue(simple, out var members) ? members : BySimpleType[simple] = []).Add((member.TrimEnd('*'), isPrefix, parts[1]));
            (ByType.TryGetValue(type, out var own) ? own : ByType[type] = []).Add((member.TrimEnd('*'), isPrefix, parts[1]));
        }
    }

    /// <summary>The fact of a member by its full name, or null.</summary>
    public static string? Find(string type, string member)
    {
        if (!ByType.TryGetValue(type, out var members))
        {
            return null;
        }

        // A whole name says more than a beginning, whichever stands first.
        return members.Find(entry => !entry.IsPrefix && entry.Member == member).Fact
            ?? members.Find(entry => entry.IsPrefix && member.StartsWith(entry.Member, StringComparison.Ordinal)).Fact;
    }

    /// <summary>The fact of a member as source text names it, by the type's simple name, or null. Properties stand without <c>get_</c>.</summary>
    public static string? FindSimple(string type, string member)
    {
        if (!BySimpleType.TryGetValue(type, out var members))
        {
            return null;
        }

        foreach ((string name, bool isPrefix, string fact) in members)
        {
            if (isPrefix ? member.StartsWith(name, StringComparison.Ordinal) : name == member || name == $"get_{member}" || name == $"set_{member}")
            {
                return fact;
            }
        }

        return null;
    }

    /// <summary>Whether a type of that simple name is in the table.</summary>
    public static bool Knows(string type) => BySimpleType.ContainsKey(type);
}
