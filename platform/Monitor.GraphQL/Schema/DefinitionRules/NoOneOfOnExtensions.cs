using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema.DefinitionRules;

/// <summary>Whether an input object is a OneOf is said where it is defined. §3.10</summary>
internal sealed class NoOneOfOnExtensions(DefinitionContext context) : DefinitionRule(context)
{
    public override void Enter(TypeSystemDefinition definition)
    {
        if (definition is not InputObjectTypeDefinition { IsExtension: true, Name: var name })
        {
            return;
        }

        foreach (var oneOf in definition.Directives.Where(directive => directive.Name.Value == "oneOf"))
        {
            Context.Report($"Directive \"@oneOf\" may not be used on an extension of \"{name}\".", oneOf);
        }
    }
}
