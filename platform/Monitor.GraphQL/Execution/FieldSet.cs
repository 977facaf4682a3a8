using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Execution;

/// <summary>The fields to execute on objects of one type, merged, in the order of the answer. §6.3.2</summary>
internal sealed class FieldSet(ObjectType type, CacheRule rule, PlannedField[] fields)
{
    public ObjectType Type { get; } = type;

    public PlannedField[] Fields { get; } = fields;

    /// <summary>How fresh the objects themselves are.</summary>
    public CacheRule Rule { get; } = rule;

    /// <summary>How long, and by whom, what these fields answer may be kept.</summary>
    public CacheBound Bound { get; } = CacheBound.Of(fields);

    /// <summary>Why the fields cannot be told: a <c>@skip</c> or <c>@include</c> without value; else null.</summary>
    public ArgumentFault? Fault { get; init; }
}
