using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Validation;

/// <summary>
/// One rule of §5. All rules see a document in one walk; each overrides what it judges, and is only called for that.
/// </summary>
internal abstract class ValidationRule(ValidationContext context)
{
    /// <summary>Where the walk is, and where errors go.</summary>
    protected ValidationContext Context { get; } = context;

    public virtual void Enter(Document document)
    {
    }

    public virtual void Leave(Document document)
    {
    }

    public virtual void Enter(OperationDefinition operation)
    {
    }

    public virtual void Leave(OperationDefinition operation)
    {
    }

    public virtual void Enter(FragmentDefinition fragment)
    {
    }

    public virtual void Enter(VariableDefinition variable)
    {
    }

    /// <summary>A definition of the type system, or a part of one that may have directives.</summary>
    /// <param name="node">The definition, or the part.</param>
    /// <param name="directives">Its directives: at least one.</param>
    public virtual void Enter(SyntaxNode node, IReadOnlyList<Directive> directives)
    {
    }

    /// <summary>A type named by a condition or a variable.</summary>
    public virtual void Enter(NamedTypeNode type)
    {
    }

    /// <summary>The selections of an operation, field or fragment; those of inline fragments belong to them.</summary>
    public virtual void Enter(SelectionSet selections)
    {
    }

    public virtual void Enter(Field field)
    {
    }

    public virtual void Leave(Field field)
    {
    }

    public virtual void Enter(FragmentSpread spread)
    {
    }

    public virtual void Enter(InlineFragment fragment)
    {
    }

    /// <param name="directive">The directive.</param>
    /// <param name="location">Its place, as in a directive's definition: <c>FIELD</c>…</param>
    public virtual void Enter(Directive directive, string location)
    {
    }

    public virtual void Leave(Directive directive)
    {
    }

    /// <param name="argument">An argument of the current field; those of directives come with their directive.</param>
    /// <param name="definition">Null where the field has no such argument.</param>
    public virtual void Enter(Argument argument, InputValueType? definition)
    {
    }

    /// <summary>A whole value: of an argument, or a default.</summary>
    /// <param name="value">The value.</param>
    /// <param name="type">What is expected; null where that is not known.</param>
    public virtual void Enter(Value value, GraphQLType? type)
    {
    }
}
