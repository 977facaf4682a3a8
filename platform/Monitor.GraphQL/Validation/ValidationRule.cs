using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Validation;

/// <summary>One rule of §5. All rules see a document in one walk; each overrides what it judges.</summary>
internal abstract class ValidationRule(ValidationContext context)
{
    /// <summary>Where the walk is, and where errors go.</summary>
    protected ValidationContext Context { get; } = context;

    public virtual void Enter(Document document)
    {
    }

    /// <summary>After the walk, when the variables and spreads of each definition are known.</summary>
    public virtual void Leave(Document document)
    {
    }

    public virtual void Enter(OperationDefinition operation)
    {
    }

    public virtual void Enter(FragmentDefinition fragment)
    {
    }

    /// <param name="variable">The definition.</param>
    /// <param name="type">Null where the schema does not know it.</param>
    public virtual void Enter(VariableDefinition variable, GraphQLType? type)
    {
    }

    /// <summary>A type named by a condition or a variable.</summary>
    public virtual void Enter(NamedTypeNode type)
    {
    }

    /// <param name="selections">The selections.</param>
    /// <param name="owner">An operation, field, fragment or inline fragment.</param>
    public virtual void Enter(SelectionSet selections, SyntaxNode owner)
    {
    }

    public virtual void Enter(Field field)
    {
    }

    public virtual void Enter(FragmentSpread spread)
    {
    }

    /// <param name="fragment">The fragment.</param>
    /// <param name="type">What its selections apply to; null where the schema does not know it.</param>
    public virtual void Enter(InlineFragment fragment, GraphQLType? type)
    {
    }

    /// <param name="directives">All directives at one place: at least one.</param>
    /// <param name="location">The place as in a directive's definition: <c>FIELD</c>…</param>
    public virtual void Enter(IReadOnlyList<Directive> directives, string location)
    {
    }

    /// <summary>A whole value: of an argument, or a default.</summary>
    /// <param name="value">The value.</param>
    /// <param name="type">What is expected; null where that is not known.</param>
    public virtual void Enter(Value value, GraphQLType? type)
    {
    }
}
