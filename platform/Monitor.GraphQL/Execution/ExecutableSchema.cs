using System.Runtime.CompilerServices;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;
using Monitor.GraphQL.Validation;

namespace Monitor.GraphQL.Execution;

/// <summary>A schema together with what answers each of its fields. Immutable and safe to share.</summary>
public sealed class ExecutableSchema
{
    private readonly Dictionary<ObjectType, Dictionary<string, FieldBinding>> bindings;
    private readonly FieldBinding typeName;
    private readonly FieldBinding schemaField;
    private readonly FieldBinding typeField;
    private readonly ConditionalWeakTable<Document, DocumentPlans> plans = [];

    internal ExecutableSchema(
        GraphQLSchema schema,
        Dictionary<ObjectType, Dictionary<string, FieldBinding>> bindings,
        IReadOnlyDictionary<string, EntityCall> entities,
        RuntimeTypes runtimeTypes)
    {
        Schema = schema;
        this.bindings = bindings;
        Entities = entities;
        RuntimeTypes = runtimeTypes;

        var root = schema.QueryType ?? new ObjectType("Query");
        var meta = MetaFields.Of(schema);
        typeName = Meta(root, meta.TypeName, new TypeNameResolver());
        schemaField = Meta(root, meta.Schema, Introspection.SchemaResolver(schema));
        typeField = Meta(root, meta.Type, Introspection.TypeResolver(schema));
    }

    public GraphQLSchema Schema { get; }

    internal IReadOnlyDictionary<string, EntityCall> Entities { get; }

    /// <summary>Tells the object type of a value of an abstract type.</summary>
    internal RuntimeTypes RuntimeTypes { get; }

    /// <summary>Binds a schema.</summary>
    /// <param name="schema">The schema; its scalars may get another coercion.</param>
    /// <param name="bind">Lists what answers the fields.</param>
    /// <exception cref="BindingException">
    /// Lists each field that nothing answers and each type that does not fit.
    /// </exception>
    public static ExecutableSchema Build(GraphQLSchema schema, Action<Binder> bind)
    {
        var binder = new Binder();
        bind(binder);
        Introspection.Bind(binder, schema);
        EntityFields.Bind(binder, schema);
        return new SchemaBinding(schema, binder).Build();
    }

    /// <summary>What answers a field of an object type; null where the type has no such field.</summary>
    internal FieldBinding? Find(ObjectType type, string field)
    {
        if (bindings.TryGetValue(type, out var fields) && fields.TryGetValue(field, out var binding))
        {
            return binding;
        }

        return field switch
        {
            "__typename" => typeName,
            "__schema" when ReferenceEquals(type, Schema.QueryType) => schemaField,
            "__type" when ReferenceEquals(type, Schema.QueryType) => typeField,
            _ => null,
        };
    }

    /// <summary>How to execute an operation; found once for each document, however often it is asked.</summary>
    internal OperationPlan PlanOf(
        Document document,
        OperationDefinition operation,
        ObjectType root,
        Variables variables) =>
        plans.GetValue(document, key => new DocumentPlans(this, key)).Find(operation, root, variables);

    /// <summary>Forgets the plans of a document that have become too large to keep.</summary>
    internal void Forget(Document document) => plans.Remove(document);

    private static FieldBinding Meta(ObjectType parent, FieldType field, FieldResolver resolver) =>
        new(parent, field, resolver) { Cache = CacheRule.Static };
}
