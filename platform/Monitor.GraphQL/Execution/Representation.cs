using System.Globalization;

namespace Monitor.GraphQL.Execution;

/// <summary>One entity that another subgraph refers to: its type and the fields of its key.</summary>
/// <remarks>A field that is missing or of another kind is the caller's fault: ClientException BAD_REQUEST.</remarks>
public sealed class Representation
{
    private readonly IReadOnlyDictionary<string, object?> fields;

    /// <param name="typeName">Name of the entity's type.</param>
    /// <param name="fields">As read from JSON.</param>
    public Representation(string typeName, IReadOnlyDictionary<string, object?> fields)
    {
        TypeName = typeName;
        this.fields = fields;
    }

    public string TypeName { get; }

    /// <summary>A field of kind ID or String.</summary>
    public string Get(string field) => Required(field) switch
    {
        string text => text,
        int or long => Convert.ToString(fields[field], CultureInfo.InvariantCulture)!,
        _ => throw Wrong(field),
    };

    /// <summary>A field as a number, bool, Guid, C# enum, or a nullable form of these, which may be absent.</summary>
    public T Get<T>(string field)
    {
        if (Nullable.GetUnderlyingType(typeof(T)) is not null && fields.GetValueOrDefault(field) is null)
        {
            return default!;
        }

        try
        {
            return ClrValue.To<T>(Required(field));
        }
        catch (Exception cause) when (cause is InvalidCastException or FormatException or ClientException)
        {
            throw Wrong(field);
        }
    }

    /// <summary>An object within the key: <c>@key(fields: "id objective { id }")</c>.</summary>
    public Representation Object(string field) => Required(field) is IReadOnlyDictionary<string, object?> inner
        ? new Representation(inner.GetValueOrDefault("__typename") as string ?? TypeName + "." + field, inner)
        : throw Wrong(field);

    /// <summary>Whether the field was given and is not null.</summary>
    public bool Has(string field) => fields.GetValueOrDefault(field) is not null;

    private object Required(string field) => fields.GetValueOrDefault(field)
        ?? throw new ClientException("BAD_REQUEST", $"A representation of {TypeName} needs the field \"{field}\".");

    private ClientException Wrong(string field) =>
        new("BAD_REQUEST", $"The field \"{field}\" of a representation of {TypeName} is of the wrong kind.");
}
