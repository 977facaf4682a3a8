using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Execution;

/// <summary>One operation while it is executed.</summary>
internal sealed class OperationExecution
{
    private readonly ExecutableSchema schema;
    private readonly ExecutionRequest request;
    private readonly OperationDefinition operation;
    private readonly IReadOnlyDictionary<string, object?> variables;
    private readonly CancellationToken cancellationToken;
    private readonly FieldCollector collector;
    private readonly CacheHints cache = new();
    private readonly ErrorList errors;
    private readonly ValueCompletion completion;
    private int objects;

    public OperationExecution(
        ExecutableSchema schema,
        ExecutionRequest request,
        OperationDefinition operation,
        IReadOnlyDictionary<string, object?> variables,
        CancellationToken cancellationToken)
    {
        this.schema = schema;
        this.request = request;
        this.operation = operation;
        this.variables = variables;
        this.cancellationToken = cancellationToken;
        collector = new FieldCollector(schema, request.Document, variables);
        errors = new ErrorList(new FailureMask(request.OnMasked, request.Explain));
        completion = new ValueCompletion(schema, errors);
    }

    /// <summary>§6.2.1, §6.2.2</summary>
    /// <param name="rootType">The operation's root type.</param>
    /// <param name="rootValue">The parent of the root fields.</param>
    public async Task<ExecutionResult> RunAsync(ObjectType rootType, object? rootValue)
    {
        var fields = collector.Collect(rootType, operation.SelectionSet);
        var root = new ResultObject(fields, parent: null, index: 0);
        var level = new Level(fields, CacheRule.OfType(rootType));
        level.Add(rootValue, root);

        try
        {
            await (operation.Operation == OperationType.Mutation
                ? ExecuteSeriallyAsync(level)
                : ExecuteAsync(level));
        }
        catch (AnswerTooLargeException tooLarge)
        {
            var error = GraphQLError.Of(tooLarge.Code, tooLarge.Message);
            return new ExecutionResult(data: null, isExecuted: true, [error], CachePolicy.NoStore);
        }

        var policy = errors.List.Count == 0 && operation.Operation == OperationType.Query
            ? cache.ToPolicy()
            : CachePolicy.NoStore;
        return new ExecutionResult(root.IsGone ? null : root, isExecuted: true, errors.List, policy);
    }

    /// <summary>§6.2.2: the next field begins when all below the one before it is done.</summary>
    private async Task ExecuteSeriallyAsync(Level level)
    {
        for (var slot = 0; slot < level.Fields.Fields.Length; slot++)
        {
            await ExecuteFieldAsync(level, slot);
        }
    }

    /// <summary>§6.3: all fields of a set, for all parents; branches do not wait for one another.</summary>
    private Task ExecuteAsync(Level level)
    {
        List<Task>? pending = null;
        for (var slot = 0; slot < level.Fields.Fields.Length; slot++)
        {
            var field = ExecuteFieldAsync(level, slot);
            if (!field.IsCompletedSuccessfully)
            {
                (pending ??= []).Add(field);
            }
        }

        return pending switch
        {
            null => Task.CompletedTask,
            [var only] => only,
            _ => Task.WhenAll(pending),
        };
    }

    private async Task ExecuteFieldAsync(Level level, int slot)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (errors.AnyGone)
        {
            level = level.WithoutGone();
        }

        if (level.Count == 0)
        {
            return;
        }

        var field = level.Fields.Fields[slot];
        if (field.Binding.Resolver is TypeNameResolver)
        {
            level.Fill(slot, level.Fields.Type.Name);
            return;
        }

        var rule = RuleOf(field, level);
        if (rule.IsDeclared || !field.Binding.IsEntities)
        {
            cache.Restrict(rule);
        }

        var children = new ChildLevels(field, collector, rule);
        if (field.Binding.Resolver is MemberResolver member)
        {
            Read(member, level, slot, children);
        }
        else
        {
            await CallAsync((CallResolver)field.Binding.Resolver, level, slot, children);
        }

        Count(children.Levels);
        await Task.WhenAll(children.Levels.Select(ExecuteAsync));
    }

    /// <summary>Stops before the next level where lists within one another have become too many objects.</summary>
    private void Count(IReadOnlyList<Level> levels)
    {
        if (Interlocked.Add(ref objects, levels.Sum(level => level.Count)) > request.MaxObjects)
        {
            throw new AnswerTooLargeException();
        }
    }

    /// <summary>
    /// What is read from its parent in memory is as fresh as its parent, unless it says otherwise itself;
    /// <c>_entities</c> is as fresh as what is asked of the entities.
    /// </summary>
    private static CacheRule RuleOf(PlannedField field, Level level) =>
        !field.Binding.Cache.IsDeclared && field.Binding.Cache.InheritsParent ? level.Rule : field.Binding.Cache;

    private void Read(MemberResolver member, Level level, int slot, ChildLevels children)
    {
        for (var i = 0; i < level.Count; i++)
        {
            object? value;
            try
            {
                value = member.Read(level.Parents[i]);
            }
            catch (Exception cause)
            {
                value = cause;
            }

            completion.Complete(value, children, level.Results[i], slot);
        }
    }

    private async Task CallAsync(CallResolver resolver, Level level, int slot, ChildLevels children)
    {
        var field = level.Fields.Fields[slot];
        IReadOnlyList<object?> answers;
        try
        {
            var arguments = ArgumentValues.Coerce(field.Binding, field.Nodes[0], variables);
            var context = new FieldContext(
                request, schema, field.Binding, arguments, cache, name => Selects(field, name));
            answers = await resolver.ResolveAsync(level.Parents, context, cancellationToken);
            if (answers.Count != level.Count)
            {
                throw new InvalidOperationException(
                    $"The resolver of {field.Binding.Coordinate} answered {answers.Count} of {level.Count} parents.");
            }
        }
        catch (Exception cause)
        {
            // Whatever a cancelled call throws, the request ends.
            cancellationToken.ThrowIfCancellationRequested();
            answers = Enumerable.Repeat<object?>(cause, level.Count).ToArray();
        }

        for (var i = 0; i < level.Count; i++)
        {
            completion.Complete(answers[i], children, level.Results[i], slot);
        }
    }

    private bool Selects(PlannedField field, string name) =>
        schema.Schema.PossibleTypes(field.Type.Named)
            .Any(type => collector.Collect(type, field.Nodes).Fields.Any(f => f.Binding.Field.Name == name));
}

/// <summary>The answer would hold more objects than the request allows.</summary>
internal sealed class AnswerTooLargeException() : ClientException(
    code: "QUERY_TOO_LARGE",
    message: "The answer would hold too many objects: ask for smaller pages, or fewer levels.");

/// <summary>Marks <c>__typename</c>, which the executor fills in itself.</summary>
internal sealed class TypeNameResolver : FieldResolver;
