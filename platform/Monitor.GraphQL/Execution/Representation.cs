namespace Monitor.GraphQL.Execution;

/// <summary>One entity that another subgraph refers to: its type and the fields of its key.</summary>
/// <remarks>A field that is missing or of another kind is the caller's fault: ClientException BAD_REQUEST.</remarks>
public sealed class Representation
{
    public string TypeName => throw new NotImplementedException();

    public string Get(string field) => throw new NotImplementedException(field);

    public T Get<T>(string field) => throw new NotImplementedException(field);

    /// <summary>An object within the key: <c>@key(fields: "id objective { id }")</c>.</summary>
    public Representation Object(string field) => throw new NotImplementedException(field);

    public bool Has(string field) => throw new NotImplementedException(field);
}
