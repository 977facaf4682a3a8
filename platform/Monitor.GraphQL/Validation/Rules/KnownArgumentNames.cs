using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>Argument Names: fields and directives have the arguments that they are given. §5.4.1</summary>
internal sealed class KnownArgumentNames(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(Argument argument, InputValueType? definition)
    {
        if (definition is null && Context.Field is { } field)
        {
            Report(argument, $"field \"{Coordinates.Of(Context, field)}\"", field.Arguments);
        }
    }

    public override void Enter(Directive directive, string location)
    {
        if (directive.Arguments.Count == 0 || Context.FindDirective(directive.DirectiveName) is not { } definition)
        {
            return;
        }

        for (var i = 0; i < directive.Arguments.Count; i++)
        {
            if (!definition.Arguments.ContainsKey(directive.Arguments[i].ArgumentName))
            {
                Report(directive.Arguments[i], $"directive \"@{directive.Name}\"", definition.Arguments);
            }
        }
    }

    private void Report(Argument argument, string owner, IReadOnlyDictionary<string, InputValueType> known) =>
        Context.Report(
            $"Unknown argument \"{argument.ArgumentName}\" on {owner}."
            + Context.DidYouMean(argument.ArgumentName, known.Keys),
            argument);
}
