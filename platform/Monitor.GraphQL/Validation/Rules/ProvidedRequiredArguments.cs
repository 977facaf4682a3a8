using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>Required Arguments: those that have no default and may not be null are given. §5.4.3</summary>
internal sealed class ProvidedRequiredArguments(ValidationContext context) : ValidationRule(context)
{
    public override void Leave(Field field)
    {
        if (Context.Field is not { } definition)
        {
            return;
        }

        foreach (var argument in definition.RequiredArguments)
        {
            if (!IsGiven(field.Arguments, argument.Name))
            {
                Report(Coordinates.Of(Context, definition), argument, field);
            }
        }
    }

    public override void Leave(Directive directive)
    {
        if (Context.FindDirective(directive.DirectiveName) is not { } definition)
        {
            return;
        }

        foreach (var argument in definition.RequiredArguments)
        {
            if (!IsGiven(directive.Arguments, argument.Name))
            {
                Report($"@{directive.Name}", argument, directive);
            }
        }
    }

    private static bool IsGiven(IReadOnlyList<Argument> given, string name)
    {
        for (var i = 0; i < given.Count; i++)
        {
            if (given[i].ArgumentName == name)
            {
                return true;
            }
        }

        return false;
    }

    private void Report(string owner, InputValueType argument, SyntaxNode node) =>
        Context.Report(
            $"Argument \"{owner}({argument.Name}:)\" of type \"{argument.Type}\" is required,"
            + " but it was not provided.",
            node);
}
