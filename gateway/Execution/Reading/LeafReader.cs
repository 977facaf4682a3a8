using System.Buffers.Text;
using Monitor.Gateway.Execution.Merging;
using Monitor.Gateway.Execution.Shapes;

namespace Monitor.Gateway.Execution.Reading;

/// <summary>
/// Reads leaves and tells whether clients may get them. GraphQL 2025 §6.4.3 CoerceResult: a value that is none of its
/// type counts as null.
/// </summary>
internal static class LeafReader
{
    /// <summary>Reads one value that is not null.</summary>
    /// <returns><see cref="SlotKind.Leaf"/>, <see cref="SlotKind.Number"/> or <see cref="SlotKind.Wrong"/>.</returns>
    public static SlotKind Read(ref JsonScanner scanner, LeafForm form, int depth)
    {
        switch (scanner.Next)
        {
            case (byte)'"':
                return ReadText(ref scanner, form);
            case (byte)'t' or (byte)'f':
                scanner.SkipValue(depth);
                return form.Kind is LeafKind.Boolean or LeafKind.Any ? SlotKind.Leaf : SlotKind.Wrong;
            case (byte)'{' or (byte)'[':
                scanner.SkipValue(depth);
                return form.Kind == LeafKind.Any ? SlotKind.Leaf : SlotKind.Wrong;
            default:
                return ReadNumber(ref scanner, form);
        }
    }

    /// <summary>Reads a list, or lists of lists, of which each item is as it should be.</summary>
    /// <returns>False where an item is not; the scanner stands somewhere within.</returns>
    public static bool TryReadList(ref JsonScanner scanner, LeafForm form, int listDepth, int depth)
    {
        JsonScanner.CheckDepth(depth);
        if (!scanner.TryTake((byte)'['))
        {
            return false;
        }
        scanner.SkipSpace();
        if (scanner.TryTake((byte)']'))
        {
            return true;
        }
        do
        {
            var isRight = listDepth > 1
                ? TryReadList(ref scanner, form, listDepth - 1, depth + 1)
                : scanner.Next != (byte)'n' && Read(ref scanner, form, depth + 1) == SlotKind.Leaf;
            if (!isRight)
            {
                return false;
            }
        }
        while (scanner.TakeCommaOr((byte)']'));
        return true;
    }

    private static SlotKind ReadText(ref JsonScanner scanner, LeafForm form)
    {
        var start = scanner.Position;
        scanner.SkipString();
        return form.Kind switch
        {
            LeafKind.Text or LeafKind.Id or LeafKind.Any => SlotKind.Leaf,
            LeafKind.Enum when form.Values!.IndexOf(scanner.From(start)[1..^1]) >= 0 => SlotKind.Leaf,
            _ => SlotKind.Wrong,
        };
    }

    private static SlotKind ReadNumber(ref JsonScanner scanner, LeafForm form)
    {
        var start = scanner.Position;
        var isWhole = scanner.SkipNumber();
        return form.Kind switch
        {
            LeafKind.Any or LeafKind.Float => SlotKind.Leaf,
            LeafKind.Int when IsInt(scanner.From(start), isWhole) => SlotKind.Leaf,
            LeafKind.Id when isWhole => SlotKind.Number,
            _ => SlotKind.Wrong,
        };
    }

    /// <summary>§3.5.1: a whole number of 32 bits; 2.0 is one.</summary>
    private static bool IsInt(ReadOnlySpan<byte> number, bool isWhole)
    {
        if (isWhole && number.Length < 10)
        {
            return true;
        }
        return isWhole
            ? Utf8Parser.TryParse(number, out int _, out var read) && read == number.Length
            : Utf8Parser.TryParse(number, out double value, out var all) && all == number.Length
                && value == Math.Floor(value) && value is >= int.MinValue and <= int.MaxValue;
    }
}
