using System.Text;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.Native;

namespace PackageWall.Inspection.Tests.Languages.Native;

public sealed class NativeReaderTests
{
    private static FileFacts Read(params byte[][] parts) => new NativeReader(FakeReaders.Vocabulary).Read(FakeReaders.Source("a.bin", [.. parts.SelectMany(part => part)]));

    [Theory]
    [InlineData("7f454c4602010100", "elf")]
    [InlineData("4d5a900003000000", "pe")]
    [InlineData("cffaedfe07000001", "mach-o")]
    [InlineData("cafebabe00000002", "mach-o")]
    [InlineData("cafebabe00000041", "unknown")]
    [InlineData("0061736d01000000", "wasm")]
    [InlineData("", "unknown")]
    public void The_kind_is_told_by_the_first_bytes(string head, string kind) => Read(Convert.FromHexString(head)).Lines().ShouldBe([$"native.binary {kind}"]);

    [Fact]
    public void Places_and_hosts_among_the_strings_are_facts_in_both_widths()
    {
        FileFacts facts = Read("\x7f\x45\x4c\x46"u8.ToArray(), "\0\0/home/x/.ssh/id_rsa\0\0"u8.ToArray(), Encoding.Unicode.GetBytes("https://drop.invalid/x"), [0, 0]);
        facts.Facts.Where(fact => fact.Name == "native.strings").Select(fact => (fact.Value, fact.From[0])).ShouldBe([("/home/x/.ssh/id_rsa", "read.secret.ssh"), ("https://drop.invalid/x", "network.drop")]);
    }

    [Fact]
    public void Packers_are_told_by_their_marks() => Read("MZ\0\0UPX0\0UPX1"u8.ToArray()).Lines().ShouldContain("native.packed upx");
}
