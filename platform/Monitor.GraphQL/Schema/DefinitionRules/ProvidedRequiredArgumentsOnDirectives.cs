using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema.DefinitionRules;

/// <summary>Directives are given the arguments that they cannot do without. §3.13</summary>
internal sealed class ProvidedRequiredArgumentsOnDirectives(DefinitionContext context) : DefinitionRule(context)
{
    public override void Leave(Directive directive)
    {
        if (!Context.Directives.TryGetValue(directive.Name.Value, out var definition))
        {
            return;
        }

        foreach (var required in definition.Arguments.Where(IsRequired))
        {
            if (directive.Arguments.All(argument => argument.Name.Value != required.Name.Value))
            {
                Context.Report(
                    $"Argument \"@{directive.Name}({required.Name}:)\" of type \"{Printer.Print(required.Type)}\" is "
                    + "required, but it was not provided.",
                    directive);
            }
        }
    }

    private static bool IsRequired(InputValueDefinition argument) =>
        argument is { Type: NonNullTypeNode, DefaultValue: null };
}
