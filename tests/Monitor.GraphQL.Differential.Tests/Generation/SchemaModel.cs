namespace Monitor.GraphQL.Differential.Tests.Generation;

internal enum TypeKind
{
    Scalar,
    Object,
    Interface,
    Union,
    Enum,
    Input,
}

/// <summary>A generated schema, as much of it as documents and data are made from.</summary>
internal sealed class SchemaModel
{
    public List<TypeModel> Types { get; } = [];

    public List<DirectiveModel> Directives { get; } = [];

    public required TypeModel Query { get; init; }

    public TypeModel? Mutation { get; set; }

    public TypeModel? Subscription { get; set; }

    public string Sdl { get; set; } = "";

    public IEnumerable<TypeModel> Composites => Types.Where(type => type.IsComposite);

    public IReadOnlyList<TypeModel> PossibleTypes(TypeModel type) => type.Kind switch
    {
        TypeKind.Object => [type],
        TypeKind.Union => type.Members,
        _ => [.. Types.Where(other => other.Kind == TypeKind.Object && other.Interfaces.Contains(type))],
    };
}

internal sealed class TypeModel(string name, TypeKind kind)
{
    public string Name { get; } = name;

    public TypeKind Kind { get; } = kind;

    /// <summary>Of an object, interface or input object.</summary>
    public List<FieldModel> Fields { get; } = [];

    public List<TypeModel> Interfaces { get; } = [];

    public List<TypeModel> Members { get; } = [];

    /// <summary>Names of an enum's values.</summary>
    public List<string> Values { get; } = [];

    public bool IsOneOf { get; init; }

    public bool IsInput => Kind is TypeKind.Scalar or TypeKind.Enum or TypeKind.Input;

    public bool IsLeaf => Kind is TypeKind.Scalar or TypeKind.Enum;

    public bool IsComposite => Kind is TypeKind.Object or TypeKind.Interface or TypeKind.Union;

    public bool IsAbstract => Kind is TypeKind.Interface or TypeKind.Union;

    public bool IsIntrospection => Name.StartsWith("__", StringComparison.Ordinal);

    public override string ToString() => Name;
}

/// <summary>A field, an argument, or a field of an input object.</summary>
internal sealed record FieldModel(string Name, TypeUse Type)
{
    public IReadOnlyList<FieldModel> Arguments { get; init; } = [];

    /// <summary>As a literal; null where there is none.</summary>
    public string? Default { get; init; }

    public bool IsRequired => Type is NonNullUse && Default is null;
}

internal sealed record DirectiveModel(string Name)
{
    public IReadOnlyList<FieldModel> Arguments { get; init; } = [];

    public bool IsRepeatable { get; init; }

    public IReadOnlyList<string> Locations { get; init; } = [];
}

internal abstract record TypeUse
{
    public abstract TypeModel Named { get; }

    public TypeUse Nullable => this is NonNullUse nonNull ? nonNull.Inner : this;
}

internal sealed record NamedUse(TypeModel Type) : TypeUse
{
    public override TypeModel Named => Type;

    public override string ToString() => Type.Name;
}

internal sealed record ListUse(TypeUse Item) : TypeUse
{
    public override TypeModel Named => Item.Named;

    public override string ToString() => $"[{Item}]";
}

internal sealed record NonNullUse(TypeUse Inner) : TypeUse
{
    public override TypeModel Named => Inner.Named;

    public override string ToString() => $"{Inner}!";
}
