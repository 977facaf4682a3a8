using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema.DefinitionRules;

/// <summary>
/// One rule of §3 that definitions are held to as they are written, before types are made of them. All rules see a
/// document in one walk; each overrides what it judges.
/// </summary>
internal abstract class DefinitionRule(DefinitionContext context)
{
    /// <summary>What the document defines, and where faults go.</summary>
    protected DefinitionContext Context { get; } = context;

    public virtual void Enter(TypeSystemDefinition definition)
    {
    }

    /// <summary>A field, an argument, an input field or an enum value.</summary>
    public virtual void EnterPart(IReadOnlyList<Directive> directives)
    {
    }

    /// <summary>A type named by a part of a definition.</summary>
    public virtual void Enter(NamedTypeNode type)
    {
    }

    /// <param name="directive">A directive as applied.</param>
    /// <param name="location">The place as in a directive's definition: <c>OBJECT</c>…</param>
    public virtual void Enter(Directive directive, string location)
    {
    }

    public virtual void Leave(Directive directive)
    {
    }

    /// <summary>A whole value: of an argument, or a default.</summary>
    public virtual void Enter(Value value)
    {
    }
}
