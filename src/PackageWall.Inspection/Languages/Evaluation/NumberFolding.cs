using System.Globalization;

namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>Arithmetic on constants, with the two languages' ideas of bits and division.</summary>
internal static class NumberFolding
{
    public static string Show(double number) =>
        number == Math.Floor(number) && Math.Abs(number) < 1e15
            ? ((long)number).ToString(CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture);

    public static Value Unary(string sign, Value operand, bool isPython)
    {
        if (sign == "+" && !isPython && operand.Text is { } text)
        {
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) ? Value.Of(parsed, operand.Taint) : Value.Tainted(operand.Taint);
        }

        return operand.Number is { } number
            ? Value.Of(sign switch { "-" => -number, "~" => isPython ? -number - 1 : ~Int32(number), _ => number }, operand.Taint)
            : Value.Tainted(operand.Taint.WithoutMarks());
    }

    public static Value? Add(Value left, Value right, bool isPython) =>
        left.Single is double or bool && right.Single is double or bool && left.Number is { } one && right.Number is { } other
            ? Of(one + other, left, right)
            : null;

    public static Value Compare(string sign, Value left, Value right)
    {
        var taint = left.Taint.Union(right.Taint).WithoutMarks();
        bool? result = null;
        if (left.Number is { } one && right.Number is { } other)
        {
            result = sign switch
            {
                "<" => one < other,
                ">" => one > other,
                "<=" => one <= other,
                ">=" => one >= other,
                "==" or "===" => one == other,
                _ => one != other,
            };
        }
        else if (left.Text is { } first && right.Text is { } second && sign is "==" or "===" or "!=" or "!==")
        {
            result = string.Equals(left.Text, right.Text, StringComparison.Ordinal) == sign is "==" or "===";
            // What looks at the machine or the clock is a gate, and a gate decides nothing here.
            result = taint.IsNone ? result : null;
        }

        return result is { } known ? Value.Of(known, taint) : Value.Tainted(taint);
    }

    public static Value Operate(string sign, Value left, Value right, bool isPython)
    {
        if (left.Number is not { } one || right.Number is not { } other)
        {
            return Value.Tainted(left.DeepTaint(2).Union(right.DeepTaint(2)));
        }

        double? result = sign switch
        {
            "-" => one - other,
            "*" => one * other,
            "/" => other == 0 ? null : one / other,
            "//" => other == 0 ? null : Math.Floor(one / other),
            "%" => other == 0 ? null : isPython ? one - (other * Math.Floor(one / other)) : one % other,
            "**" => Math.Pow(one, other),
            "^" => isPython ? Int64(one) ^ Int64(other) : Int32(one) ^ Int32(other),
            "&" => isPython ? Int64(one) & Int64(other) : Int32(one) & Int32(other),
            "|" => isPython ? Int64(one) | Int64(other) : Int32(one) | Int32(other),
            "<<" => isPython ? (other is >= 0 and < 62 ? Int64(one) * Math.Pow(2, other) : null) : Int32(one) << (Int32(other) & 31),
            ">>" => isPython ? (other is >= 0 and < 63 ? Int64(one) >> (int)other : null) : Int32(one) >> (Int32(other) & 31),
            ">>>" => (uint)Int32(one) >> (Int32(other) & 31),
            _ => null,
        };
        if (result is not { } value)
        {
            return Value.Tainted(left.Taint.Union(right.Taint));
        }

        var made = Of(value, left, right);
        return sign == "^" ? made with { Encoding = "xor" } : made;
    }

    private static Value Of(double number, Value left, Value right) => new()
    {
        Constants = [number],
        Taint = left.Taint.Union(right.Taint),
        Encoding = left.Encoding ?? right.Encoding,
    };

    private static int Int32(double number) => double.IsFinite(number) ? unchecked((int)(long)Math.IEEERemainder(Math.Truncate(number), 4294967296.0)) : 0;

    private static long Int64(double number) => double.IsFinite(number) && Math.Abs(number) < 9e18 ? (long)number : 0;
}
