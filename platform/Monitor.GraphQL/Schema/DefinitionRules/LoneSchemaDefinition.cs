using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema.DefinitionRules;

/// <summary>A document defines one schema at most; the others extend it. §3.3</summary>
internal sealed class LoneSchemaDefinition(DefinitionContext context) : DefinitionRule(context)
{
    private bool isDefined;

    public override void Enter(TypeSystemDefinition definition)
    {
        if (definition is not SchemaDefinition { IsExtension: false })
        {
            return;
        }

        if (isDefined)
        {
            Context.Report("Must provide only one schema definition.", definition);
        }

        isDefined = true;
    }
}
