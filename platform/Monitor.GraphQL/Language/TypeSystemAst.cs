using System.Diagnostics.CodeAnalysis;

namespace Monitor.GraphQL.Language;

/// <summary>A definition or extension of a schema, type or directive. §3</summary>
public abstract class TypeSystemDefinition : Definition
{
    /// <summary>Always null on an extension.</summary>
    public string? Description { get; init; }

    /// <summary>Whether the description is written as a block string.</summary>
    public bool IsBlockDescription { get; init; }

    [AllowNull]
    public IReadOnlyList<Directive> Directives { get => field ?? []; init; }

    /// <summary>True for <c>extend …</c>.</summary>
    public bool IsExtension { get; init; }
}

/// <summary>§3.3</summary>
public sealed class SchemaDefinition : TypeSystemDefinition
{
    [AllowNull]
    public IReadOnlyList<OperationTypeDefinition> OperationTypes { get => field ?? []; init; }
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
    [AllowNull]
    public IReadOnlyList<NamedTypeNode> Interfaces { get => field ?? []; init; }

    [AllowNull]
    public IReadOnlyList<FieldDefinition> Fields { get => field ?? []; init; }
}

public sealed class InterfaceTypeDefinition : TypeDefinition
{
    [AllowNull]
    public IReadOnlyList<NamedTypeNode> Interfaces { get => field ?? []; init; }

    [AllowNull]
    public IReadOnlyList<FieldDefinition> Fields { get => field ?? []; init; }
}

public sealed class UnionTypeDefinition : TypeDefinition
{
    [AllowNull]
    public IReadOnlyList<NamedTypeNode> Members { get => field ?? []; init; }
}

public sealed class EnumTypeDefinition : TypeDefinition
{
    [AllowNull]
    public IReadOnlyList<EnumValueDefinition> Values { get => field ?? []; init; }
}

public sealed class InputObjectTypeDefinition : TypeDefinition
{
    [AllowNull]
    public IReadOnlyList<InputValueDefinition> Fields { get => field ?? []; init; }
}

public sealed class FieldDefinition : SyntaxNode
{
    public string? Description { get; init; }

    /// <summary>Whether the description is written as a block string.</summary>
    public bool IsBlockDescription { get; init; }

    public required Name Name { get; init; }

    [AllowNull]
    public IReadOnlyList<InputValueDefinition> Arguments { get => field ?? []; init; }

    public required TypeNode Type { get; init; }

    [AllowNull]
    public IReadOnlyList<Directive> Directives { get => field ?? []; init; }
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

    [AllowNull]
    public IReadOnlyList<Directive> Directives { get => field ?? []; init; }
}

public sealed class EnumValueDefinition : SyntaxNode
{
    public string? Description { get; init; }

    /// <summary>Whether the description is written as a block string.</summary>
    public bool IsBlockDescription { get; init; }

    public required Name Name { get; init; }

    [AllowNull]
    public IReadOnlyList<Directive> Directives { get => field ?? []; init; }
}

/// <summary>§3.13</summary>
public sealed class DirectiveDefinition : TypeSystemDefinition
{
    public required Name Name { get; init; }

    [AllowNull]
    public IReadOnlyList<InputValueDefinition> Arguments { get => field ?? []; init; }

    public bool IsRepeatable { get; init; }

    /// <summary>As written: <c>FIELD</c>, <c>OBJECT</c>…</summary>
    [AllowNull]
    public IReadOnlyList<Name> Locations { get => field ?? []; init; }
}
