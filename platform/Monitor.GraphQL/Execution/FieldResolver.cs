namespace Monitor.GraphQL.Execution;

/// <summary>What answers a field, whatever the types of its parents and answers.</summary>
internal abstract class FieldResolver
{
    /// <summary>Null for the field of a root type, which has no parent.</summary>
    public abstract Type? ParentType { get; }

    public abstract Type ValueType { get; }
}

/// <summary>Marks <c>__typename</c>, which the executor fills in itself.</summary>
internal sealed class TypeNameResolver : FieldResolver
{
    public override Type? ParentType => null;

    public override Type ValueType => typeof(string);
}

/// <summary>Reads the value from each parent in memory.</summary>
internal abstract class MemberResolver : FieldResolver
{
    public abstract void Read(Rows rows, Column column, ErrorList errors);
}

internal sealed class MemberResolver<T>(Type parentType, Func<object?, T> read) : MemberResolver
{
    public override Type ParentType => parentType;

    public override Type ValueType => typeof(T);

    public override void Read(Rows rows, Column column, ErrorList errors)
    {
        if (column is LeafColumn<T> leaves)
        {
            leaves.Read(read, rows, errors);
            return;
        }

        for (var i = 0; i < rows.Count; i++)
        {
            object? value;
            try
            {
                value = read(rows.Parent(i));
            }
            catch (Exception cause)
            {
                value = cause;
            }

            column.Complete(rows.Row(i), value, errors);
        }
    }
}

/// <summary>Answers all parents in one call.</summary>
internal abstract class CallResolver : FieldResolver
{
    /// <summary>One answer for each parent, in order.</summary>
    public abstract ValueTask<Answers> ResolveAsync(
        Rows parents, FieldContext context, CancellationToken cancellationToken);
}

internal sealed class BatchCallResolver<TParent, TResult>(BatchResolver<TParent, TResult> resolver) : CallResolver
{
    public override Type ParentType => typeof(TParent);

    public override Type ValueType => typeof(TResult);

    public override ValueTask<Answers> ResolveAsync(
        Rows parents, FieldContext context, CancellationToken cancellationToken)
    {
        var answers = resolver(parents.ParentsAs<TParent>(), context, cancellationToken);
        return answers.IsCompletedSuccessfully ? new(new Answers<TResult>(answers.Result)) : WaitAsync(answers);
    }

    private static async ValueTask<Answers> WaitAsync(ValueTask<IReadOnlyList<TResult>> answers) =>
        new Answers<TResult>(await answers);
}

internal sealed class RootCallResolver<TResult>(RootResolver<TResult> resolver) : CallResolver
{
    public override Type? ParentType => null;

    public override Type ValueType => typeof(TResult);

    public override async ValueTask<Answers> ResolveAsync(
        Rows parents, FieldContext context, CancellationToken cancellationToken)
    {
        var answer = await resolver(context, cancellationToken);
        var answers = new TResult[parents.Count];
        Array.Fill(answers, answer);
        return new Answers<TResult>(answers);
    }
}

/// <summary>What a call answered, one for each parent.</summary>
internal abstract class Answers
{
    public abstract int Count { get; }

    public abstract void CompleteInto(Column column, Rows rows, ErrorList errors);
}

internal sealed class Answers<T>(IReadOnlyList<T> items) : Answers
{
    public override int Count => items.Count;

    public override void CompleteInto(Column column, Rows rows, ErrorList errors)
    {
        if (column is LeafColumn<T> leaves)
        {
            for (var i = 0; i < items.Count; i++)
            {
                leaves.Store(rows.Row(i), items[i], errors);
            }

            return;
        }

        for (var i = 0; i < items.Count; i++)
        {
            column.Complete(rows.Row(i), items[i], errors);
        }
    }
}
