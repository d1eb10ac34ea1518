namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>A call that was followed into the body of a function, to tell when the next one is the same.</summary>
internal sealed class LastCall(int pass, string unit, Arguments arguments, Value result)
{
    /// <summary>What it gave.</summary>
    public Value Result { get; } = result;

    /// <summary>Whether a call in this pass and unit passes the very same values, and none of them holds something that may have changed.</summary>
    public bool IsAgain(int itsPass, string itsUnit, Arguments its)
    {
        if (itsPass != pass || itsUnit != unit || its.Positional.Length != arguments.Positional.Length || its.HasKeywords || arguments.HasKeywords)
        {
            return false;
        }

        for (var i = 0; i < its.Positional.Length; i++)
        {
            var value = its.Positional[i];
            if (!(ReferenceEquals(value, arguments.Positional[i]) || IsSame(value, arguments.Positional[i])) || Array.Exists(value.Constants, constant => constant is ListData or ObjectData))
            {
                return false;
            }
        }

        return true;
    }

    // Values that only carry what flowed in.
    private static bool IsSame(Value left, Value right) =>
        left.Constants.Length + left.Apis.Length + left.Closures.Length + right.Constants.Length + right.Apis.Length + right.Closures.Length == 0
        && ReferenceEquals(left.Taint, right.Taint) && left.Subject == right.Subject;
}
