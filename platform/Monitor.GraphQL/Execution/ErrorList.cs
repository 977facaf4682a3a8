using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Execution;

/// <summary>The errors of one execution, and the nulls that they leave. §6.4.4</summary>
internal sealed class ErrorList(FailureMask mask)
{
    /// <summary>Beyond it errors are left out: a list of failures is not answered with a list of errors.</summary>
    private const int Maximum = 1_000;

    private readonly Lock padlock = new();
    private readonly List<(int[] Place, GraphQLError Error)> errors = [];
    private volatile bool anyGone;

    public int Count => errors.Count;

    /// <summary>Whether a null moved up through all of the answer.</summary>
    public bool IsAllGone { get; private set; }

    /// <summary>Puts an error in place of a value: null here, or in the nearest parent that may be null.</summary>
    public void Fail(Exception cause, Column column, int slot)
    {
        lock (padlock)
        {
            Add(cause, column, slot, once: cause, message: null);
            PutNull(column, slot);
        }
    }

    /// <summary>A null where the type takes none; told once per field, however many parents have it.</summary>
    public void FailNull(Column column, int slot)
    {
        var cause = new NullInNonNullException(column.Field.Binding.Coordinate);
        lock (padlock)
        {
            Add(cause, column, slot, once: column.Field, cause.Message);
            PutNull(column, slot);
        }
    }

    /// <summary>
    /// The errors in the order of the answer, as if each object had been answered before the next: what levels find
    /// first is chance.
    /// </summary>
    public IReadOnlyList<GraphQLError> InOrder()
    {
        // Stable: errors of one place stay as they were found.
        return errors.Count switch
        {
            0 => [],
            1 => [errors[0].Error],
            _ => [.. errors.OrderBy(error => error.Place, Places.Instance).Select(error => error.Error)],
        };
    }

    /// <summary>The objects of a level that no null has removed from the answer.</summary>
    public Rows RowsOf(Level level)
    {
        if (!anyGone)
        {
            return new Rows(level, kept: null);
        }

        lock (padlock)
        {
            var kept = Enumerable.Range(0, level.Count).Where(row => !IsGone(level, row)).ToArray();
            return new Rows(level, kept.Length == level.Count ? null : kept);
        }
    }

    /// <summary>Every selection that asks for the field, or the argument that is to blame.</summary>
    public static IReadOnlyList<Location> LocationsOf(Exception cause, PlannedField field) =>
        cause is ArgumentFault fault ? [fault.Location] : field.Locations;

    /// <summary>Writes null into the slot, or moves it up through what may not be null.</summary>
    private void PutNull(Column column, int slot)
    {
        while (column.IsRequired)
        {
            anyGone = true;
            if (column.HolderOf(slot) is not { } holder)
            {
                IsAllGone = true;
                return;
            }

            (column, slot) = holder;
        }

        column.PutNull(slot);
    }

    /// <summary>Leaves out errors below a position that is null already: one error explains it.</summary>
    private void Add(Exception cause, Column column, int slot, object once, string? message)
    {
        if (errors.Count > Maximum || (anyGone && IsGone(column, slot)))
        {
            return;
        }

        if (errors.Count == Maximum)
        {
            var rest = GraphQLError.Of("TOO_MANY_ERRORS", "More errors were found; they are left out.");
            errors.Add(([int.MaxValue], rest));
            return;
        }

        var error = mask.ToError(cause, column.Field.Binding.Coordinate, once);
        errors.Add((PlaceOf(column, slot), error with
        {
            Message = message ?? error.Message,
            Locations = LocationsOf(cause, column.Field),
            Path = PathOf(column, slot),
        }));
    }

    private bool IsGone(Level level, int row) => level.Source is not { } source
        ? IsAllGone
        : source.IsNull(level.SlotOf(row)) || IsGone(source, level.SlotOf(row));

    /// <summary>Whether what holds the slot is in the answer no more.</summary>
    private bool IsGone(Column column, int slot)
    {
        while (column.HolderOf(slot) is { } holder)
        {
            (column, slot) = holder;
            if (column.IsNull(slot))
            {
                return true;
            }
        }

        return IsAllGone;
    }

    private static int[] PlaceOf(Column column, int slot)
    {
        var place = new List<int> { column.OrderOf(slot) };
        while (column.HolderOf(slot) is { } holder)
        {
            (column, slot) = holder;
            place.Add(column.OrderOf(slot));
        }

        place.Reverse();
        return [.. place];
    }

    private static List<object> PathOf(Column column, int slot)
    {
        var path = new List<object> { column.KeyOf(slot) };
        while (column.HolderOf(slot) is { } holder)
        {
            (column, slot) = holder;
            path.Add(column.KeyOf(slot));
        }

        path.Reverse();
        return path;
    }

    /// <summary>Compares places number by number, from the root down.</summary>
    private sealed class Places : IComparer<int[]>
    {
        public static Places Instance { get; } = new();

        public int Compare(int[]? x, int[]? y) => x.AsSpan().SequenceCompareTo(y);
    }
}

/// <summary>A resolver or member answered null where the schema promises a value.</summary>
internal sealed class NullInNonNullException(string coordinate)
    : Exception($"Cannot return null for non-nullable field {coordinate}.");
