using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Execution;

/// <summary>Holds what a binder lists against the schema, and finds every fault before anything runs.</summary>
internal sealed class SchemaBinding
{
    private readonly GraphQLSchema schema;
    private readonly Binder binder;
    private readonly TypeFit fit;
    private readonly Dictionary<string, Type> clrTypes;
    private readonly List<string> faults = [];

    public SchemaBinding(GraphQLSchema schema, Binder binder)
    {
        this.schema = schema;
        this.binder = binder;
        clrTypes = TypesOf(binder, schema);
        fit = new TypeFit(clrTypes);
    }

    /// <exception cref="BindingException">Anything does not fit.</exception>
    public ExecutableSchema Build()
    {
        faults.AddRange(binder.Repeated.Select(name => $"{name} is bound more than once."));
        CheckTypes();
        CheckScalars();
        CheckCoordinates();
        CheckStreams();
        CheckEntities();

        var bindings = schema.Types.Values.OfType<ObjectType>().ToDictionary(type => type, BindFields);
        return faults.Count == 0
            ? new ExecutableSchema(
                schema, bindings, binder.Entities, new RuntimeTypes(schema, clrTypes, binder.NameOfType))
            : throw new BindingException(faults);
    }

    /// <summary>The types that are bound, and those that only resolvers name as their parent.</summary>
    private static Dictionary<string, Type> TypesOf(Binder binder, GraphQLSchema schema)
    {
        var types = new Dictionary<string, Type>(binder.Types, StringComparer.Ordinal);
        foreach (var (coordinate, resolver) in binder.Fields)
        {
            var name = TypeNameOf(coordinate);
            if (resolver.ParentType is { } parent && parent != typeof(object) && !IsRoot(schema, name))
            {
                types.TryAdd(name, parent);
            }
        }

        return types;
    }

    private static string TypeNameOf(string coordinate) => coordinate.Split('.')[0];

    private void CheckTypes()
    {
        foreach (var name in binder.Types.Keys.Where(name => schema.Types.GetValueOrDefault(name) is not ObjectType))
        {
            faults.Add($"{name} is bound as an object type, but the schema has no such type.");
        }
    }

    private void CheckScalars()
    {
        foreach (var (name, coercion) in binder.Scalars)
        {
            if (schema.Types.GetValueOrDefault(name) is ScalarType scalar)
            {
                scalar.Coercion = coercion;
            }
            else
            {
                faults.Add($"{name} is bound as a scalar, but the schema has no such scalar.");
            }
        }
    }

    private void CheckCoordinates()
    {
        foreach (var coordinate in binder.Fields.Keys)
        {
            var parts = coordinate.Split('.');
            if (parts.Length != 2
                || schema.Types.GetValueOrDefault(parts[0]) is not ObjectType type
                || !type.Fields.ContainsKey(parts[1]))
            {
                faults.Add($"{coordinate} has a resolver, but the schema has no such field of an object type.");
            }
        }
    }

    private void CheckStreams()
    {
        foreach (var coordinate in binder.Streams.Keys)
        {
            var parts = coordinate.Split('.');
            if (parts.Length != 2
                || schema.SubscriptionType is not { } type
                || type.Name != parts[0]
                || !type.Fields.ContainsKey(parts[1]))
            {
                faults.Add($"{coordinate} has a stream, but the schema has no such field of the subscription type.");
            }
        }
    }

    private void CheckEntities()
    {
        foreach (var (name, call) in binder.Entities)
        {
            if (schema.Types.GetValueOrDefault(name) is not ComplexType type)
            {
                faults.Add($"{name} has an entity resolver, but the schema has no such type.");
            }
            else if (fit.FaultOf(call.ValueType, type) is { } fault)
            {
                faults.Add($"The entity resolver of {name}: {fault}.");
            }
        }

        var entities = EntityFields.AskResolvers(binder, schema) ? EntityFields.TypesIn(schema) : [];
        foreach (var type in entities.Where(type => !binder.Entities.ContainsKey(type.Name)))
        {
            faults.Add($"{type.Name} is an entity, but no entity resolver finds it.");
        }
    }

    private Dictionary<string, FieldBinding> BindFields(ObjectType type)
    {
        var bound = new Dictionary<string, FieldBinding>(StringComparer.Ordinal);
        foreach (var field in type.Fields.Values)
        {
            if (ResolverOf(type, field) is { } resolver)
            {
                bound.Add(field.Name, new FieldBinding(type, field, resolver)
                {
                    Source = binder.Streams.GetValueOrDefault($"{type.Name}.{field.Name}"),
                    Cache = CacheRule.Of(type, field, resolver),
                    IsEntities = EntityFields.Is(type, field, schema),
                });
            }
        }

        return bound;
    }

    private FieldResolver? ResolverOf(ObjectType type, FieldType field)
    {
        var coordinate = $"{type.Name}.{field.Name}";
        if (binder.Fields.TryGetValue(coordinate, out var resolver))
        {
            CheckParent(type, coordinate, resolver);
        }
        else if (binder.Streams.TryGetValue(coordinate, out var source))
        {
            resolver = source.ToResolver();
        }
        else if (clrTypes.TryGetValue(type.Name, out var clr) && MemberAccess.Find(clr, field.Name) is { } member)
        {
            resolver = member;
            if (field.Arguments.Count > 0)
            {
                faults.Add($"{coordinate} has arguments, so it needs a resolver: a property cannot read them.");
            }
        }
        else if (EntityFields.IsOwnedElsewhere(field))
        {
            return EntityFields.RefusesWhatIsElsewhere;
        }
        else
        {
            faults.Add(clr is null
                ? $"{coordinate} has no resolver, and no type is bound to {type.Name}."
                : $"{coordinate} has no resolver, and {TypeFit.Name(clr)} has no property of that name.");
            return null;
        }

        CheckValue(coordinate, resolver, field);
        return resolver;
    }

    private void CheckParent(ObjectType type, string coordinate, FieldResolver resolver)
    {
        if (resolver.ParentType is not { } parent)
        {
            if (!IsRoot(schema, type.Name))
            {
                faults.Add($"{coordinate} is bound with Root, but {type.Name} is no root type: use Field.");
            }
        }
        else if (IsRoot(schema, type.Name))
        {
            CheckRootParent(type, coordinate, parent);
        }
        else if (clrTypes.TryGetValue(type.Name, out var clr) && !parent.IsAssignableFrom(clr))
        {
            faults.Add(
                $"{coordinate} takes parents of {TypeFit.Name(parent)},"
                + $" but {type.Name} is bound to {TypeFit.Name(clr)}.");
        }
    }

    /// <summary>The parent of a root field is the event of its stream, or a root value of unknown class.</summary>
    private void CheckRootParent(ObjectType type, string coordinate, Type parent)
    {
        if (binder.Streams.TryGetValue(coordinate, out var source))
        {
            if (!parent.IsAssignableFrom(source.EventType))
            {
                faults.Add(
                    $"{coordinate} takes parents of {TypeFit.Name(parent)},"
                    + $" but its events are {TypeFit.Name(source.EventType)}.");
            }
        }
        else if (parent != typeof(object))
        {
            faults.Add($"{coordinate} is bound with Field, but {type.Name} is a root type: use Root.");
        }
    }

    private void CheckValue(string coordinate, FieldResolver resolver, FieldType field)
    {
        if (fit.FaultOf(resolver.ValueType, field.Type) is { } fault)
        {
            faults.Add($"{coordinate}: {fault}.");
        }
    }

    private static bool IsRoot(GraphQLSchema schema, string type) => schema.QueryType?.Name == type
        || schema.MutationType?.Name == type
        || schema.SubscriptionType?.Name == type;
}
