namespace Monitor.GraphQL.Language;

/// <summary>A definition or extension of a schema, type or directive. §3</summary>
public abstract class TypeSystemDefinition : Definition
{
    /// <summary>Always null on an extension.</summary>
    public string? Description { get; init; }

    /// <summary>Whether the description is written as a block string.</summary>
    public bool IsBlockDescription { get; init; }

    public IReadOnlyList<Directive> Directives { get; init; } = [];

    /// <summary>True for <c>extend …</c>.</summary>
    public bool IsExtension { get; init; }
}

/// <summary>§3.3</summary>
public sealed class SchemaDefinition : TypeSystemDefinition
{
    public IReadOnlyList<OperationTypeDefinition> OperationTypes { get; init; } = [];
}

public sealed class OperationTypeDefinition(OperationType operation, NamedTypeNode type) : SyntaxNode
{
    public OperationType Operation { get; } = operation;

    public NamedTypeNode Type { get; } = type;
}

public abstract class TypeDefinition : TypeSystemDefinition
{
    public required Name Name { get; init; }
}

public sealed class ScalarTypeDefinition : TypeDefinition;

public sealed class ObjectTypeDefinition : TypeDefinition
{
    public IReadOnlyList<NamedTypeNode> Interfaces { get; init; } = [];

    public IReadOnlyList<FieldDefinition> Fields { get; init; } = [];
}

public sealed class InterfaceTypeDefinition : TypeDefinition
{
    public IReadOnlyList<NamedTypeNode> Interfaces { get; init; } = [];

    public IReadOnlyList<FieldDefinition> Fields { get; init; } = [];
}

public sealed class UnionTypeDefinition : TypeDefinition
{
    public IReadOnlyList<NamedTypeNode> Members { get; init; } = [];
}

public sealed class EnumTypeDefinition : TypeDefinition
{
    public IReadOnlyList<EnumValueDefinition> Values { get; init; } = [];
}

public sealed class InputObjectTypeDefinition : TypeDefinition
{
    public IReadOnlyList<InputValueDefinition> Fields { get; init; } = [];
}

public sealed class FieldDefinition : SyntaxNode
{
    public string? Description { get; init; }

    /// <summary>Whether the description is written as a block string.</summary>
    public bool IsBlockDescription { get; init; }

    public required Name Name { get; init; }

    public IReadOnlyList<InputValueDefinition> Arguments { get; init; } = [];

    public required TypeNode Type { get; init; }

    public IReadOnlyList<Directive> Directives { get; init; } = [];
}

/// <summary>An argument of a field or directive, or a field of an input object.</summary>
public sealed class InputValueDefinition : SyntaxNode
{
    public string? Description { get; init; }

    /// <summary>Whether the description is written as a block string.</summary>
    public bool IsBlockDescription { get; init; }

    public required Name Name { get; init; }

    public required TypeNode Type { get; init; }

    public Value? DefaultValue { get; init; }

    public IReadOnlyList<Directive> Directives { get; init; } = [];
}

public sealed class EnumValueDefinition : SyntaxNode
{
    public string? Description { get; init; }

    /// <summary>Whether the description is written as a block string.</summary>
    public bool IsBlockDescription { get; init; }

    public required Name Name { get; init; }

    public IReadOnlyList<Directive> Directives { get; init; } = [];
}

/// <summary>§3.13</summary>
public sealed class DirectiveDefinition : TypeSystemDefinition
{
    public required Name Name { get; init; }

    public IReadOnlyList<InputValueDefinition> Arguments { get; init; } = [];

    public bool IsRepeatable { get; init; }

    /// <summary>As written: <c>FIELD</c>, <c>OBJECT</c>…</summary>
    public IReadOnlyList<Name> Locations { get; init; } = [];
}
