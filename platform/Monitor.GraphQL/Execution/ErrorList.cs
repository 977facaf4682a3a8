using System.Diagnostics;
using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Execution;

/// <summary>The errors of one execution, and the nulls that they leave. §6.4.4</summary>
/// <param name="onMasked">Told each masked failure once.</param>
/// <param name="explain">What a client may be told of a failure; null: nothing.</param>
internal sealed class ErrorList(Action<MaskedFailure>? onMasked, Func<Exception, ClientException?>? explain)
{
    private readonly Lock padlock = new();
    private readonly List<GraphQLError> errors = [];
    private readonly Dictionary<object, string> traceIds = new(ReferenceEqualityComparer.Instance);
    private volatile bool anyGone;

    public IReadOnlyList<GraphQLError> List => errors;

    /// <summary>Whether any null moved to a parent so far.</summary>
    public bool AnyGone => anyGone;

    /// <summary>Puts an error in place of a value: null here, or in the nearest parent that may be null.</summary>
    public void Fail(Exception cause, PlannedField field, ResultNode owner, int slot)
    {
        Add(owner, () => ToError(cause, field, cause) with
        {
            Locations = LocationsOf(cause, field),
            Path = owner.PathTo(slot),
            Cause = cause,
        });
        PutNull(owner, slot);
    }

    /// <summary>A null where the type takes none; told once per field, however many parents have it.</summary>
    public void FailNull(PlannedField field, ResultNode owner, int slot)
    {
        var cause = new NullInNonNullException(field.Binding.Coordinate);
        Add(owner, () => ToError(cause, field, once: field) with
        {
            Message = cause.Message,
            Locations = LocationsOf(cause, field),
            Path = owner.PathTo(slot),
            Cause = cause,
        });
        PutNull(owner, slot);
    }

    private static IReadOnlyList<Location> LocationsOf(Exception cause, PlannedField field) =>
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

    private GraphQLError ToError(Exception cause, PlannedField field, object once) =>
        (cause as ClientException ?? explain?.Invoke(cause)) is { } client
            ? new GraphQLError(client.Message) { Extensions = ExtensionsOf(client) }
            : GraphQLError.Internal(TraceIdOf(cause, field, once));

    private static Dictionary<string, object?> ExtensionsOf(ClientException client)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = client.Code };
        foreach (var (name, value) in client.Details ?? new Dictionary<string, object?>())
        {
            extensions[name] = value;
        }

        return extensions;
    }

    /// <summary>The same failure of many parents has one id and is told once.</summary>
    private string TraceIdOf(Exception cause, PlannedField field, object once)
    {
        if (!traceIds.TryGetValue(once, out var traceId))
        {
            traceId = Activity.Current?.TraceId.ToHexString() ?? Guid.NewGuid().ToString("n");
            traceIds.Add(once, traceId);
            onMasked?.Invoke(new MaskedFailure(field.Binding.Coordinate, traceId, cause));
        }

        return traceId;
    }
}

/// <summary>A resolver or member answered null where the schema promises a value.</summary>
internal sealed class NullInNonNullException(string coordinate)
    : Exception($"Cannot return null for non-nullable field {coordinate}.");
