using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Execution;

/// <summary>The errors of one execution, and the nulls that they leave. §6.4.4</summary>
internal sealed class ErrorList(FailureMask mask)
{
    private readonly Lock padlock = new();
    private readonly List<GraphQLError> errors = [];
    private volatile bool anyGone;

    public IReadOnlyList<GraphQLError> List => errors;

    /// <summary>Whether any null moved to a parent so far.</summary>
    public bool AnyGone => anyGone;

    /// <summary>Puts an error in place of a value: null here, or in the nearest parent that may be null.</summary>
    public void Fail(Exception cause, PlannedField field, ResultNode owner, int slot)
    {
        Add(owner, () => mask.ToError(cause, field.Binding.Coordinate, cause) with
        {
            Locations = LocationsOf(cause, field),
            Path = owner.PathTo(slot),
        });
        PutNull(owner, slot);
    }

    /// <summary>A null where the type takes none; told once per field, however many parents have it.</summary>
    public void FailNull(PlannedField field, ResultNode owner, int slot)
    {
        var cause = new NullInNonNullException(field.Binding.Coordinate);
        Add(owner, () => mask.ToError(cause, field.Binding.Coordinate, once: field) with
        {
            Message = cause.Message,
            Locations = LocationsOf(cause, field),
            Path = owner.PathTo(slot),
        });
        PutNull(owner, slot);
    }

    /// <summary>Every selection that asks for the field, or the argument that is to blame.</summary>
    public static IReadOnlyList<Location> LocationsOf(Exception cause, PlannedField field) =>
        cause is ArgumentFault fault ? [fault.Location] : [.. field.Nodes.Select(node => node.Location)];

    /// <summary>Writes null into the slot, or moves it up through what may not be null.</summary>
    private void PutNull(ResultNode owner, int slot)
    {
        while (owner.Requires(slot))
        {
            anyGone = true;
            owner.IsGone = true;
            if (owner.Parent is null)
            {
                return;
            }

            (slot, owner) = (owner.Index, owner.Parent);
        }

        owner.Slots[slot] = null;
    }

    /// <summary>Leaves out errors below a position that is null already: one error explains it.</summary>
    private void Add(ResultNode owner, Func<GraphQLError> error)
    {
        lock (padlock)
        {
            if (!anyGone || !owner.IsWithinGone())
            {
                errors.Add(error());
            }
        }
    }
}

/// <summary>A resolver or member answered null where the schema promises a value.</summary>
internal sealed class NullInNonNullException(string coordinate)
    : Exception($"Cannot return null for non-nullable field {coordinate}.");
