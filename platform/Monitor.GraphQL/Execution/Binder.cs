using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Execution;

/// <summary>The list of what answers each field of a schema.</summary>
/// <remarks>
/// <see cref="ExecutableSchema.Build"/> holds the whole list against the schema: a name that the schema does not have,
/// a field that nothing answers, or a type that does not fit, stops the start.
/// </remarks>
public sealed class Binder
{
    internal Dictionary<string, Type> Types { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, FieldResolver> Fields { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, SourceCall> Streams { get; } = new(StringComparer.Ordinal);

    /// <summary>Null where CLR types tell the object types of all values.</summary>
    internal Func<object, string?>? NameOfType { get; private set; }

    internal Dictionary<string, EntityCall> Entities { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, ScalarCoercion> Scalars { get; } = new(StringComparer.Ordinal);

    /// <summary>Names that were bound twice.</summary>
    internal List<string> Repeated { get; } = [];

    /// <summary>
    /// Objects of type <paramref name="typeName"/> are <typeparamref name="T"/>: its public properties answer the
    /// fields of the same name (<c>scoreCard</c> by <c>ScoreCard</c>) that have no resolver.
    /// </summary>
    public Binder Type<T>(string typeName) => Add(Types, typeName, typeof(T));

    /// <summary>
    /// Answers one field: <c>"Municipality.scoreCard"</c>. A field of a root type has the request's root value for its
    /// parent, and that is an <c>object</c>; a field of a stream has its event.
    /// </summary>
    public Binder Field<TParent, TResult>(string coordinate, BatchResolver<TParent, TResult> resolver) =>
        Add(Fields, coordinate, new BatchCallResolver<TParent, TResult>(resolver));

    /// <summary>Answers a field of a root type: <c>"Query.municipality"</c>, <c>"Mutation.postTip"</c>.</summary>
    public Binder Root<TResult>(string coordinate, RootResolver<TResult> resolver) =>
        Add(Fields, coordinate, new RootCallResolver<TResult>(resolver));

    /// <summary>
    /// Opens the events of a field of the subscription type: <c>"Subscription.ticks"</c>. An event is the value of the
    /// field, unless <see cref="Field{TParent, TResult}"/> answers the same field with the event as its parent.
    /// </summary>
    public Binder Stream<TEvent>(string coordinate, SourceResolver<TEvent> source) =>
        Add(Streams, coordinate, new SourceCall<TEvent>(source));

    /// <summary>
    /// Names the object type of a value of an interface or union where CLR types do not tell; null leaves it to them.
    /// </summary>
    public Binder TypeOf(Func<object, string?> nameOfType)
    {
        if (NameOfType is not null)
        {
            Repeated.Add(nameof(TypeOf));
        }

        NameOfType = nameOfType;
        return this;
    }

    /// <summary>
    /// Finds the entities of a type for <c>_entities</c>: one call for all representations of that type.
    /// </summary>
    public Binder Entity<TResult>(string typeName, EntityResolver<TResult> resolver) =>
        Add(Entities, typeName, new EntityCall<TResult>(resolver));

    /// <summary>How values of a scalar enter and leave.</summary>
    public Binder Scalar(string name, ScalarCoercion coercion) => Add(Scalars, name, coercion);

    /// <summary>Reads a field in memory from its parent, by an expression instead of a member's name.</summary>
    internal Binder Value<TParent, TResult>(string coordinate, Func<TParent, TResult> read) =>
        Add(Fields, coordinate, new MemberResolver<TResult>(typeof(TParent), p => read((TParent)p!)));

    private Binder Add<T>(Dictionary<string, T> into, string name, T value)
    {
        if (!into.TryAdd(name, value))
        {
            Repeated.Add(name);
        }

        return this;
    }
}
