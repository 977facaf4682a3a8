using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Execution;

/// <summary>One operation while it is executed.</summary>
internal sealed class OperationExecution(
    OperationPlan plan,
    ExecutionRequest request,
    Variables variables,
    CancellationToken cancellationToken)
{
    private readonly CacheHints cache = new();
    private readonly ErrorList errors = new(new FailureMask(request.OnMasked, request.Explain));
    private int objects;

    /// <summary>§6.2.1, §6.2.2</summary>
    /// <param name="rootValue">The parent of the root fields.</param>
    public async Task<ExecutionResult> RunAsync(object? rootValue)
    {
        if (plan.Root.Fault is { } unknown)
        {
            return ExecutionResult.Failed(unknown.ToError());
        }

        var root = new Level(plan.Root, source: null, capacity: 1);
        root.Add(rootValue, slot: 0);
        try
        {
            await (plan.Operation.Operation == OperationType.Mutation
                ? ExecuteSeriallyAsync(root)
                : ExecuteAsync(root));
        }
        catch (AnswerTooLargeException tooLarge)
        {
            return ExecutionResult.Failed(GraphQLError.Of(tooLarge.Code, tooLarge.Message));
        }
        finally
        {
            if (plan.Budget.IsSpent)
            {
                plan.Schema.Forget(request.Document);
            }
        }

        return ExecutionResult.Of(plan, errors.IsAllGone ? null : root, errors.InOrder(), Policy());
    }

    private CachePolicy Policy() => plan.Operation.Operation switch
    {
        OperationType.Query when errors.Count == 0 => cache.ToPolicy(),
        OperationType.Mutation => cache.ToMutationPolicy(),
        _ => CachePolicy.NoStore,
    };

    /// <summary>§6.2.2: the next field begins when all below the one before it is done.</summary>
    private async Task ExecuteSeriallyAsync(Level level)
    {
        level.MakeColumns();
        foreach (var column in level.Columns)
        {
            await ExecuteFieldAsync(level, column);
        }
    }

    /// <summary>§6.3: all fields of a set, for all parents; branches do not wait for one another.</summary>
    private Task ExecuteAsync(Level level)
    {
        cache.Restrict(level.Fields.Bound);
        level.MakeColumns();
        Task? all = null;
        List<Task>? pending = null;
        foreach (var column in level.Columns)
        {
            Join(ExecuteFieldAsync(level, column), ref all, ref pending);
        }

        return pending is null ? all ?? Task.CompletedTask : Task.WhenAll(pending);
    }

    private Task ExecuteFieldAsync(Level level, Column column)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (column.Field.Binding.Resolver)
            {
                case MemberResolver member:
                    member.Read(errors.RowsOf(level), column, errors);
                    return ExecuteChildrenAsync(column);
                case CallResolver call when errors.RowsOf(level) is { Count: > 0 } rows:
                    return CallAsync(call, rows, column);
                default:
                    return Task.CompletedTask;
            }
        }
        catch (Exception cause)
        {
            // The request ends, but not before the fields that have begun.
            return Task.FromException(cause);
        }
    }

    private Task CallAsync(CallResolver resolver, Rows rows, Column column)
    {
        ValueTask<Answers> call;
        try
        {
            var arguments = column.Field.ArgumentsFor(variables);
            var context = new FieldContext(request, plan.Schema, column.Field, arguments, cache);
            call = resolver.ResolveAsync(rows, context, cancellationToken);
            if (!call.IsCompleted)
            {
                return WaitAsync(call, rows, column);
            }

            Complete(call.Result, rows, column);
        }
        catch (Exception cause)
        {
            Fail(cause, rows, column);
        }

        return ExecuteChildrenAsync(column);
    }

    private async Task WaitAsync(ValueTask<Answers> call, Rows rows, Column column)
    {
        try
        {
            Complete(await call, rows, column);
        }
        catch (Exception cause)
        {
            Fail(cause, rows, column);
        }

        await ExecuteChildrenAsync(column);
    }

    private void Complete(Answers answers, Rows rows, Column column)
    {
        if (answers.Count != rows.Count)
        {
            throw new InvalidOperationException(
                $"The resolver of {column.Field.Binding.Coordinate} answered {answers.Count} of {rows.Count} parents.");
        }

        answers.CompleteInto(column, rows, errors);
    }

    /// <summary>Fails all parents of a call.</summary>
    private void Fail(Exception cause, Rows rows, Column column)
    {
        // Whatever a cancelled call throws, the request ends.
        cancellationToken.ThrowIfCancellationRequested();
        for (var i = 0; i < rows.Count; i++)
        {
            errors.Fail(cause, column, rows.Row(i));
        }
    }

    private Task ExecuteChildrenAsync(Column column)
    {
        var children = column.Children;
        Count(children);
        Task? all = null;
        List<Task>? pending = null;
        foreach (var child in children)
        {
            Join(ExecuteAsync(child), ref all, ref pending);
        }

        return pending is null ? all ?? Task.CompletedTask : Task.WhenAll(pending);
    }

    /// <summary>Keeps only what is still to be waited for: most fields are done at once.</summary>
    private static void Join(Task task, ref Task? only, ref List<Task>? pending)
    {
        if (task.IsCompletedSuccessfully)
        {
            return;
        }

        if (pending is not null)
        {
            pending.Add(task);
        }
        else if (only is not null)
        {
            pending = [only, task];
        }
        else
        {
            only = task;
        }
    }

    /// <summary>Stops before the next level where lists within one another have become too many objects.</summary>
    private void Count(ReadOnlySpan<Level> levels)
    {
        foreach (var level in levels)
        {
            if (Interlocked.Add(ref objects, level.Count) > request.MaxObjects)
            {
                throw new AnswerTooLargeException();
            }
        }
    }
}

/// <summary>The answer would hold more objects than the request allows.</summary>
internal sealed class AnswerTooLargeException() : ClientException(
    code: "QUERY_TOO_LARGE",
    message: "The answer would hold too many objects: ask for smaller pages, or fewer levels.");
