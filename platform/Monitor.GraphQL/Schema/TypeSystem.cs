using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema;

/// <summary>A type as used by a field or argument: a named type, or a list or non-null wrapper of one. §3.4</summary>
public abstract class GraphQLType
{
    /// <summary>The named type within all wrappers.</summary>
    public abstract NamedType Named { get; }

    public bool IsNonNull => this is NonNullType;

    /// <summary>This type, without its non-null wrapper if it has one.</summary>
    public GraphQLType Nullable => this is NonNullType nonNull ? nonNull.Inner : this;
}

public sealed class ListType(GraphQLType item) : GraphQLType
{
    public GraphQLType Item { get; } = item;

    public override NamedType Named => Item.Named;

    public override string ToString() => $"[{Item}]";
}

public sealed class NonNullType(GraphQLType inner) : GraphQLType
{
    public GraphQLType Inner { get; } = inner;

    public override NamedType Named => Inner.Named;

    public override string ToString() => $"{Inner}!";
}

/// <summary>A type of the schema. Filled by <see cref="SchemaBuilder"/> alone; read-only afterwards.</summary>
public abstract class NamedType(string name) : GraphQLType
{
    public string Name { get; } = name;

    public string? Description { get; internal set; }

    /// <summary>Directives of the definition and its extensions, in order.</summary>
    public IReadOnlyList<Directive> Directives { get; internal set; } = [];

    /// <summary>The definition and its extensions; empty for a built-in type.</summary>
    public IReadOnlyList<TypeDefinition> Definitions { get; internal set; } = [];

    public override NamedType Named => this;

    public bool IsInput => this is ScalarType or EnumType or InputObjectType;

    public bool IsOutput => this is not InputObjectType;

    public bool IsLeaf => this is ScalarType or EnumType;

    public bool IsComposite => this is ComplexType or UnionType;

    public bool IsAbstract => this is InterfaceType or UnionType;

    public override string ToString() => Name;
}

public sealed class ScalarType(string name) : NamedType(name)
{
    public string? SpecifiedByUrl { get; internal set; }

    /// <summary>How values are coerced; for a scalar that nothing is registered for, they pass through.</summary>
    public ScalarCoercion Coercion { get; internal set; } = ScalarCoercion.PassThrough;
}

/// <summary>An object or an interface: what has fields and may implement interfaces. §3.6, §3.7</summary>
public abstract class ComplexType(string name) : NamedType(name)
{
    private IReadOnlyDictionary<string, FieldType> fields = new Dictionary<string, FieldType>();

    /// <summary>By name, in the order of definition.</summary>
    public IReadOnlyDictionary<string, FieldType> Fields
    {
        get => fields;
        internal set => fields = value;
    }

    public IReadOnlyList<InterfaceType> Interfaces { get; internal set; } = [];

    /// <summary>As written, whatever they are and however often; in a valid schema the same.</summary>
    internal IReadOnlyList<NamedType> NamedInterfaces { get; set; } = [];
}

public sealed class ObjectType(string name) : ComplexType(name);

public sealed class InterfaceType(string name) : ComplexType(name);

public sealed class UnionType(string name) : NamedType(name)
{
    public IReadOnlyList<ObjectType> Members { get; internal set; } = [];

    /// <summary>As written, whatever they are and however often; in a valid schema the same.</summary>
    internal IReadOnlyList<NamedType> NamedMembers { get; set; } = [];
}

public sealed class EnumType(string name) : NamedType(name)
{
    /// <summary>By name, in the order of definition.</summary>
    public IReadOnlyDictionary<string, EnumMember> Values { get; internal set; } =
        new Dictionary<string, EnumMember>();
}

public sealed class EnumMember(string name)
{
    public string Name { get; } = name;

    internal EnumValueDefinition? Definition { get; init; }

    public string? Description { get; internal set; }

    /// <summary>Null where the value is not deprecated.</summary>
    public string? DeprecationReason { get; internal set; }

    public IReadOnlyList<Directive> Directives { get; internal set; } = [];
}

public sealed class InputObjectType(string name) : NamedType(name)
{
    public IReadOnlyDictionary<string, InputValueType> Fields { get; internal set; } =
        new Dictionary<string, InputValueType>();

    /// <summary>§3.10.1: exactly one field must be given, and not null.</summary>
    public bool IsOneOf { get; internal set; }
}

/// <summary>A field of an object or interface.</summary>
public sealed class FieldType(string name, GraphQLType type)
{
    public string Name { get; } = name;

    public GraphQLType Type { get; } = type;

    internal FieldDefinition? Definition { get; init; }

    public string? Description { get; internal set; }

    public IReadOnlyDictionary<string, InputValueType> Arguments { get; internal set; } =
        new Dictionary<string, InputValueType>();

    /// <summary>Those that must be given. Asked once the schema is complete.</summary>
    internal InputValueType[] RequiredArguments =>
        field ??= [.. Arguments.Values.Where(argument => argument.IsRequired)];

    public string? DeprecationReason { get; internal set; }

    public IReadOnlyList<Directive> Directives { get; internal set; } = [];
}

/// <summary>An argument, or a field of an input object.</summary>
public sealed class InputValueType(string name, GraphQLType type)
{
    public string Name { get; } = name;

    public GraphQLType Type { get; } = type;

    internal InputValueDefinition? Definition { get; init; }

    public string? Description { get; internal set; }

    /// <summary>As written; null where there is none (a default of null is a <see cref="NullValue"/>).</summary>
    public Value? DefaultValue { get; internal set; }

    public string? DeprecationReason { get; internal set; }

    public IReadOnlyList<Directive> Directives { get; internal set; } = [];

    public bool IsRequired => Type.IsNonNull && DefaultValue is null;
}

public sealed class DirectiveType(string name)
{
    public string Name { get; } = name;

    internal DirectiveDefinition? Definition { get; init; }

    public string? Description { get; internal set; }

    public IReadOnlyDictionary<string, InputValueType> Arguments { get; internal set; } =
        new Dictionary<string, InputValueType>();

    /// <summary>Those that must be given. Asked once the schema is complete.</summary>
    internal InputValueType[] RequiredArguments =>
        field ??= [.. Arguments.Values.Where(argument => argument.IsRequired)];

    public bool IsRepeatable { get; internal set; }

    /// <summary>As in the specification: <c>FIELD</c>, <c>OBJECT</c>…</summary>
    public IReadOnlyList<string> Locations { get; internal set; } = [];
}
