using Monitor.GraphQL.Execution;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;
using Monitor.GraphQL.Validation;

namespace Monitor.GraphQL.Conformance;

/// <summary>Answers lines, each in the way its mode says.</summary>
internal sealed class Runner
{
    private static readonly TimeSpan longest = TimeSpan.FromMinutes(1);
    private static readonly ParserOptions parserOptions = new() { MaxTokens = int.MaxValue, MaxDepth = 1000 };

    private readonly Schemas schemas = new();
    private readonly Dictionary<string, Func<Line, CancellationToken, Task<Answer>>> modes;

    public Runner() => modes = new(StringComparer.Ordinal)
    {
        ["execute"] = ExecuteAsync,
        ["subscribe"] = SubscribeAsync,
        ["validate"] = (line, _) => Task.FromResult(Validate(line)),
        ["parse"] = (line, _) => Task.FromResult(Parse(line)),
        ["print"] = (line, _) => Task.FromResult(Print(line)),
        ["printSchema"] = (line, _) => Task.FromResult(PrintSchema(line)),
        ["schemaErrors"] = (line, _) => Task.FromResult(SchemaErrors(line)),
    };

    /// <summary>One line for one line, whatever it holds.</summary>
    public async Task<string> AnswerAsync(string text)
    {
        object? id = Undefined.Instance;
        try
        {
            var line = Line.Read(text);
            id = line.Id;
            return (await AnswerAsync(line)).ToLine(id);
        }
        catch (LineException fault)
        {
            return Answer.Refused(new GraphQLError(fault.Message)).ToLine(fault.Id);
        }
        catch (Exception fault)
        {
            // One line never ends the run, whatever it makes of the engine.
            return Answer.Refused(new GraphQLError($"{fault.GetType().Name}: {fault.Message}")).ToLine(id);
        }
    }

    private async Task<Answer> AnswerAsync(Line line)
    {
        if (!modes.TryGetValue(line.Mode, out var mode))
        {
            return Answer.Refused(new GraphQLError($"There is no mode \"{line.Mode}\"."));
        }

        try
        {
            using var limit = new CancellationTokenSource(longest);
            return await mode(line, limit.Token);
        }
        catch (RefusedException refused)
        {
            return Answer.Refused(refused.Errors);
        }
        catch (SyntaxException fault)
        {
            return Answer.Refused(ToError(fault));
        }
    }

    private async Task<Answer> ExecuteAsync(Line line, CancellationToken cancellationToken)
    {
        var (schema, document) = Validated(line);
        var executor = new Executor(schema.Executable);
        var request = RequestOf(line, document);
        return IsSubscription(line, document)
            ? await ExecuteOnceAsync(executor, request, cancellationToken)
            : Answer.Of(await executor.ExecuteAsync(request, cancellationToken));
    }

    private static bool IsSubscription(Line line, Document document)
    {
        var named = document.Definitions.OfType<OperationDefinition>()
            .Where(operation => line.OperationName is null || operation.Name?.Value == line.OperationName);
        return named.ToList() is [{ Operation: OperationType.Subscription }];
    }

    /// <summary>graphql-js executes a subscription as if rootValue were its one event.</summary>
    private static async Task<Answer> ExecuteOnceAsync(
        Executor executor, ExecutionRequest request, CancellationToken cancellationToken)
    {
        request.Items[FieldData.OnlyEvent] = request.RootValue;
        var subscription = await executor.SubscribeAsync(request, cancellationToken);
        return subscription.Events is { } events
            ? Answer.Of(await events.FirstAsync(cancellationToken))
            : Answer.Of(subscription.Refusal!);
    }

    private async Task<Answer> SubscribeAsync(Line line, CancellationToken cancellationToken)
    {
        var (schema, document) = Validated(line);
        var executor = new Executor(schema.Executable);
        var subscription = await executor.SubscribeAsync(RequestOf(line, document), cancellationToken);
        if (subscription.Events is not { } source)
        {
            return Answer.Of(subscription.Refusal!);
        }

        var events = new List<Answer>();
        try
        {
            await foreach (var result in source.WithCancellation(cancellationToken))
            {
                events.Add(Answer.Of(result));
            }
        }
        catch (SourceFailedException failed)
        {
            return new Answer { Events = events, Errors = [new GraphQLError(failed.Error.Message)] };
        }

        return new Answer { Events = events };
    }

    private Answer Validate(Line line)
    {
        _ = Validated(line);
        return Answer.Ok;
    }

    private static Answer Parse(Line line)
    {
        _ = Parser.Parse(Needed(line.Query, "query"), parserOptions);
        return Answer.Ok;
    }

    private static Answer Print(Line line) =>
        new() { Printed = Printer.Print(Parser.Parse(Needed(line.Query, "query"), parserOptions)) };

    private Answer PrintSchema(Line line)
    {
        var built = schemas.Find(Needed(line.Sdl, "sdl"));
        return built.Schema is { } schema
            ? new Answer { Printed = SchemaPrinter.Print(schema) }
            : Answer.Refused(built.Faults);
    }

    private Answer SchemaErrors(Line line)
    {
        try
        {
            return new Answer { SchemaErrors = schemas.Find(Needed(line.Sdl, "sdl")).Faults };
        }
        catch (SyntaxException fault)
        {
            return new Answer { SchemaErrors = [ToError(fault)] };
        }
    }

    /// <exception cref="RefusedException">The schema or the document is not valid.</exception>
    private (BuiltSchema Schema, Document Document) Validated(Line line)
    {
        var built = schemas.Find(Needed(line.Sdl, "sdl"));
        if (built.Faults.Count > 0)
        {
            throw new RefusedException(built.Faults);
        }

        var document = Parser.Parse(Needed(line.Query, "query"), parserOptions);
        var options = ValidationOptions.Specification with { Rules = line.Rules };
        var errors = Validator.Validate(
            built.Schema!, document, line.MaxErrors is { } most ? options with { MaxErrors = most } : options);
        return errors.Count == 0 ? (built, document) : throw new RefusedException(errors);
    }

    private static ExecutionRequest RequestOf(Line line, Document document) => new()
    {
        Document = document,
        OperationName = line.OperationName,
        Variables = line.Variables,
        RootValue = line.RootValue,
        Services = NoServices.Instance,
        Items = FieldData.ItemsFor(line.RootValue),
        MaxObjects = int.MaxValue,

        // Nothing is secret here: failures are told as they are.
        Explain = fault => new ClientException("", fault.Message),
    };

    private static string Needed(string? member, string name) =>
        member ?? throw new RefusedException([new GraphQLError($"This mode needs \"{name}\".")]);

    private static GraphQLError ToError(SyntaxException fault) =>
        new(fault.Message) { Locations = [fault.Location] };

    private sealed class RefusedException(IReadOnlyList<GraphQLError> errors) : Exception
    {
        public IReadOnlyList<GraphQLError> Errors { get; } = errors;
    }

    private sealed class NoServices : IServiceProvider
    {
        public static NoServices Instance { get; } = new();

        public object? GetService(Type serviceType) => null;
    }
}
