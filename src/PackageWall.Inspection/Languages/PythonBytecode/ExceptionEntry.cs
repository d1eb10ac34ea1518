namespace PackageWall.Inspection.Languages.PythonBytecode;

/// <summary>Where an exception between two places goes.</summary>
/// <param name="Start">The first place.</param>
/// <param name="End">The place after the last.</param>
/// <param name="Target">Where it goes.</param>
/// <param name="Depth">How much of the stack is kept.</param>
/// <param name="HasPlace">Whether the place that it came from is put on the stack before it.</param>
internal readonly record struct ExceptionEntry(int Start, int End, int Target, int Depth, bool HasPlace)
{
    /// <summary>Reads the table of a code object of 3.11 or later (CPython, Objects/exception_handling_notes.txt); what is cut short is left out.</summary>
    public static List<ExceptionEntry> Read(byte[] table)
    {
        var entries = new List<ExceptionEntry>();
        var at = 0;
        while (at < table.Length && Number(out var start) && Number(out var length) && Number(out var target) && Number(out var depth))
        {
            entries.Add(new(start * 2, (start + length) * 2, target * 2, depth >> 1, (depth & 1) != 0));
        }

        return entries;

        // Six bits a byte, the most significant first; a bit says that more follow.
        bool Number(out int number)
        {
            number = 0;
            while (at < table.Length)
            {
                var part = table[at++];
                number = ((number << 6) | (part & 0x3F)) & 0xFFFFFF;
                if ((part & 0x40) == 0)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
