using System.Diagnostics.CodeAnalysis;

namespace Monitor.GraphQL.Language;

/// <summary>
/// Where a node begins: 1-based line and column, and the UTF-16 offsets of its first and past its last character.
/// </summary>
public readonly record struct Location(int Line, int Column, int Start, int End);

/// <summary>A node of a parsed document. Immutable; children in source order.</summary>
public abstract class SyntaxNode
{
    /// <summary>Default where the node was made by code rather than parsed.</summary>
    public Location Location { get; init; }
}

/// <summary>A whole document, executable, type system, or both. GraphQL 2025 §2.2.</summary>
public sealed class Document(IReadOnlyList<Definition> definitions) : SyntaxNode
{
    public IReadOnlyList<Definition> Definitions { get; } = definitions;
}

public abstract class Definition : SyntaxNode;

public enum OperationType
{
    Query,
    Mutation,
    Subscription,
}

/// <summary>§2.3</summary>
public sealed class OperationDefinition : Definition
{
    public string? Description { get; init; }

    /// <summary>Whether the description is written as a block string.</summary>
    public bool IsBlockDescription { get; init; }

    public OperationType Operation { get; init; }

    /// <summary>Null where the operation has no name.</summary>
    public Name? Name { get; init; }

    [AllowNull]
    public IReadOnlyList<VariableDefinition> Variables { get => field ?? []; init; }

    [AllowNull]
    public IReadOnlyList<Directive> Directives { get => field ?? []; init; }

    public required SelectionSet SelectionSet { get; init; }

    /// <summary>True for the query shorthand <c>{ field }</c>.</summary>
    public bool IsShorthand { get; init; }
}

/// <summary>§2.9</summary>
public sealed class FragmentDefinition : Definition
{
    public string? Description { get; init; }

    /// <summary>Whether the description is written as a block string.</summary>
    public bool IsBlockDescription { get; init; }

    public required Name Name { get; init; }

    public required NamedTypeNode TypeCondition { get; init; }

    [AllowNull]
    public IReadOnlyList<Directive> Directives { get => field ?? []; init; }

    public required SelectionSet SelectionSet { get; init; }
}

public sealed class Name(string value) : SyntaxNode
{
    public string Value { get; } = value;

    public override string ToString() => Value;
}

/// <summary>§2.11</summary>
public sealed class VariableDefinition : SyntaxNode
{
    public string? Description { get; init; }

    /// <summary>Whether the description is written as a block string.</summary>
    public bool IsBlockDescription { get; init; }

    /// <summary>Without the dollar sign.</summary>
    public required Name Name { get; init; }

    public required TypeNode Type { get; init; }

    public Value? DefaultValue { get; init; }

    [AllowNull]
    public IReadOnlyList<Directive> Directives { get => field ?? []; init; }
}

public sealed class SelectionSet(IReadOnlyList<Selection> selections) : SyntaxNode
{
    public IReadOnlyList<Selection> Selections { get; } = selections;
}

public abstract class Selection : SyntaxNode
{
    [AllowNull]
    public IReadOnlyList<Directive> Directives { get => field ?? []; init; }
}

/// <summary>§2.6</summary>
public sealed class Field : Selection
{
    private LeadingName name;

    public Field()
    {
    }

    /// <summary>As the parser finds it: without an alias, so that the name is what it begins with.</summary>
    [SetsRequiredMembers]
#pragma warning disable CS8618 // Name is not set, and yet never null: it reads the text.
    internal Field(string name) => this.name = new LeadingName(name);
#pragma warning restore CS8618

    public Name? Alias { get; init; }

    public required Name Name
    {
        get => name.NodeIn(Location);
        init => name = new LeadingName(value);
    }

    /// <summary>The value of <see cref="Name"/>, for which no node is made.</summary>
    public string FieldName => name.Text;

    [AllowNull]
    public IReadOnlyList<Argument> Arguments { get => field ?? []; init; }

    /// <summary>Null for a leaf.</summary>
    public SelectionSet? SelectionSet { get; init; }

    /// <summary>The alias, or the name: the key in the answer.</summary>
    public string ResponseName => Alias is { } alias ? alias.Value : name.Text;
}

public sealed class FragmentSpread : Selection
{
    /// <summary>Characters of the three dots.</summary>
    internal const int BeforeName = 3;

    private LeadingName name;

    public FragmentSpread()
    {
    }

    /// <summary>As the parser finds it.</summary>
    [SetsRequiredMembers]
#pragma warning disable CS8618 // Name is not set, and yet never null: it reads the text.
    internal FragmentSpread(LeadingName name) => this.name = name;
#pragma warning restore CS8618

    public required Name Name
    {
        get => name.NodeIn(Location, BeforeName);
        init => name = new LeadingName(value);
    }

    /// <summary>The value of <see cref="Name"/>, for which no node is made.</summary>
    public string FragmentName => name.Text;
}

public sealed class InlineFragment : Selection
{
    public NamedTypeNode? TypeCondition { get; init; }

    public required SelectionSet SelectionSet { get; init; }
}

public sealed class Argument : SyntaxNode
{
    private LeadingName name;

    public Argument(Name name, Value value)
    {
        this.name = new LeadingName(name);
        Value = value;
    }

    internal Argument(string name, Value value)
    {
        this.name = new LeadingName(name);
        Value = value;
    }

    public Name Name => name.NodeIn(Location);

    /// <summary>The value of <see cref="Name"/>, for which no node is made.</summary>
    public string ArgumentName => name.Text;

    public Value Value { get; }
}

/// <summary>§2.13</summary>
public sealed class Directive : SyntaxNode
{
    /// <summary>Characters of the sign.</summary>
    internal const int BeforeName = 1;

    private LeadingName name;

    public Directive()
    {
    }

    /// <summary>As the parser finds it.</summary>
    [SetsRequiredMembers]
#pragma warning disable CS8618 // Name is not set, and yet never null: it reads the text.
    internal Directive(LeadingName name) => this.name = name;
#pragma warning restore CS8618

    public required Name Name
    {
        get => name.NodeIn(Location, BeforeName);
        init => name = new LeadingName(value);
    }

    /// <summary>The value of <see cref="Name"/>, for which no node is made.</summary>
    public string DirectiveName => name.Text;

    [AllowNull]
    public IReadOnlyList<Argument> Arguments { get => field ?? []; init; }
}

/// <summary>A literal, or a variable in the place of one. §2.10</summary>
public abstract class Value : SyntaxNode;

public sealed class Variable(string name) : Value
{
    /// <summary>Without the dollar sign.</summary>
    public string Name { get; } = name;
}

/// <summary>Kept as written: a number of any length is only judged when coerced.</summary>
public sealed class IntValue(string text) : Value
{
    public string Text { get; } = text;
}

public sealed class FloatValue(string text) : Value
{
    public string Text { get; } = text;
}

public sealed class StringValue(string text) : Value
{
    /// <summary>The value: escapes resolved, block strings dedented.</summary>
    public string Text { get; } = text;

    public bool IsBlock { get; init; }
}

public sealed class BooleanValue(bool value) : Value
{
    public bool Value { get; } = value;
}

public sealed class NullValue : Value;

public sealed class EnumValue(string name) : Value
{
    public string Name { get; } = name;
}

public sealed class ListValue(IReadOnlyList<Value> items) : Value
{
    public IReadOnlyList<Value> Items { get; } = items;
}

public sealed class ObjectValue(IReadOnlyList<ObjectField> fields) : Value
{
    public IReadOnlyList<ObjectField> Fields { get; } = fields;
}

public sealed class ObjectField : SyntaxNode
{
    private LeadingName name;

    public ObjectField(Name name, Value value)
    {
        this.name = new LeadingName(name);
        Value = value;
    }

    internal ObjectField(string name, Value value)
    {
        this.name = new LeadingName(name);
        Value = value;
    }

    public Name Name => name.NodeIn(Location);

    /// <summary>The value of <see cref="Name"/>, for which no node is made.</summary>
    public string FieldName => name.Text;

    public Value Value { get; }
}

/// <summary>A reference to a type as written. §2.12</summary>
public abstract class TypeNode : SyntaxNode;

public sealed class NamedTypeNode(string name) : TypeNode
{
    public string Name { get; } = name;
}

public sealed class ListTypeNode(TypeNode item) : TypeNode
{
    public TypeNode Item { get; } = item;
}

public sealed class NonNullTypeNode(TypeNode inner) : TypeNode
{
    /// <summary>Named or list, never non-null.</summary>
    public TypeNode Inner { get; } = inner;
}
