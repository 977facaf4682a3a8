using System.Security.Claims;

namespace Monitor.GraphQL.Execution;

/// <summary>What a resolver may know of the field it answers and of the request.</summary>
public sealed class FieldContext
{
    /// <summary>The field's name in the schema, not its alias.</summary>
    public string FieldName => throw new NotImplementedException();

    /// <summary>Services of the request.</summary>
    public IServiceProvider Services => throw new NotImplementedException();

    /// <summary>Who asks; a principal without identity for a caller without a token.</summary>
    public ClaimsPrincipal User => throw new NotImplementedException();

    /// <summary>What the answer's cache headers are to say.</summary>
    public CacheHints Cache => throw new NotImplementedException();

    /// <summary>Shared by all resolvers of the request.</summary>
    public IDictionary<object, object?> Items => throw new NotImplementedException();

    /// <summary>
    /// The coerced value of an argument: string, bool, int, double, decimal, Guid, a C# enum
    /// (<c>VEILIG_THUIS</c> is <c>VeiligThuis</c>), a list as <c>IReadOnlyList&lt;T&gt;</c>, and an input object as
    /// <see cref="InputObject"/> or as a record whose constructor's parameters or properties bear its fields' names.
    /// An absent or null argument is the default of <typeparamref name="T"/>.
    /// </summary>
    public T Argument<T>(string name) => throw new NotImplementedException(name);

    /// <summary>Whether the argument was given (null counts) or has a default.</summary>
    public bool HasArgument(string name) => throw new NotImplementedException(name);

    /// <summary>Whether the client selects this field of the answer, by its name in the schema.</summary>
    public bool Selects(string field) => throw new NotImplementedException(field);
}
