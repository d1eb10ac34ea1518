namespace PackageWall.Inspection.Archives.Zip;

/// <summary>The marks and fixed lengths of APPNOTE.TXT 6.3, sections 4.3.7 to 4.3.16.</summary>
internal static class ZipSignatures
{
    public const int LocalLength = 30;
    public const int CentralLength = 46;
    public const int EndLength = 22;
    public const int LocatorLength = 20;
    public const int End64Length = 56;
    public const uint Descriptor = 0x08074b50;
    public const ushort Saturated16 = 0xffff;
    public const uint Saturated32 = 0xffffffff;

    public static ReadOnlySpan<byte> Local => "PK\x03\x04"u8;

    public static ReadOnlySpan<byte> Central => "PK\x01\x02"u8;

    public static ReadOnlySpan<byte> End => "PK\x05\x06"u8;

    public static ReadOnlySpan<byte> Locator => "PK\x06\x07"u8;

    public static ReadOnlySpan<byte> End64 => "PK\x06\x06"u8;
}
