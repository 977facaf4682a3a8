using System.Security.Claims;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Execution;

/// <summary>What a resolver may know of the field it answers and of the request.</summary>
public sealed class FieldContext
{
    private readonly ExecutionRequest request;
    private readonly IReadOnlyDictionary<string, object?> arguments;
    private readonly PlannedField planned;

    internal FieldContext(
        ExecutionRequest request,
        ExecutableSchema schema,
        PlannedField planned,
        IReadOnlyDictionary<string, object?> arguments,
        CacheHints cache)
    {
        this.request = request;
        this.planned = planned;
        this.arguments = arguments;
        Schema = schema;
        Cache = cache;
    }

    /// <summary>The field's name in the schema, not its alias.</summary>
    public string FieldName => Field.Name;

    public FieldType Field => planned.Binding.Field;

    /// <summary>Services of the request.</summary>
    public IServiceProvider Services => request.Services;

    /// <summary>Who asks; a principal without identity for a caller without a token.</summary>
    public ClaimsPrincipal User => request.User;

    /// <summary>What the answer's cache headers are to say.</summary>
    public CacheHints Cache { get; }

    /// <summary>Shared by all resolvers of the request; resolvers may run at the same time.</summary>
    public IDictionary<object, object?> Items => request.Items;

    internal ExecutableSchema Schema { get; }

    /// <summary>
    /// The coerced value of an argument: string, bool, int, double, decimal, Guid, a C# enum
    /// (<c>VEILIG_THUIS</c> is <c>VeiligThuis</c>), a list as <c>IReadOnlyList&lt;T&gt;</c>, and an input object as
    /// <see cref="InputObject"/> or as a record whose constructor's parameters or properties bear its fields' names.
    /// An absent or null argument is the default of <typeparamref name="T"/>.
    /// </summary>
    public T Argument<T>(string name)
    {
        // A misspelt name would read as an argument that was left out.
        return Field.Arguments.ContainsKey(name)
            ? ClrValue.To<T>(arguments.GetValueOrDefault(name))
            : throw new ArgumentException($"The field {FieldName} has no argument \"{name}\".", nameof(name));
    }

    /// <summary>
    /// Executes a query of the same schema for the same caller, for a field that is made of what other fields answer.
    /// Its errors are in its own answer; whoever asks decides what they mean for the field.
    /// </summary>
    /// <param name="document">Valid for this schema; kept by the caller, so that it is planned once.</param>
    /// <param name="variables">As read from JSON.</param>
    /// <param name="cancellationToken">The field's own.</param>
    public Task<ExecutionResult> AskAsync(
        Document document, IReadOnlyDictionary<string, object?> variables, CancellationToken cancellationToken) =>
        new Executor(Schema).ExecuteAsync(
            new ExecutionRequest
            {
                Document = document,
                Variables = variables,
                Services = request.Services,
                User = request.User,
                Items = request.Items,
                MaxObjects = request.MaxObjects,
                Explain = request.Explain,
                OnMasked = request.OnMasked,
            },
            cancellationToken);

    /// <summary>Whether the argument was given (null counts) or has a default.</summary>
    public bool HasArgument(string name) => arguments.ContainsKey(name);

    /// <summary>Whether the client selects this field of the answer, by its name in the schema.</summary>
    public bool Selects(string field) => planned.Selects(field, Schema.Schema);
}
