using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>Arguments that are required are given. §5.4.3</summary>
internal sealed class ProvidedRequiredArguments(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(Field field)
    {
        if (Context.Field is { } definition)
        {
            Judge(field, field.Arguments, definition.Arguments.Values, Coordinates.Of(Context, definition));
        }
    }

    public override void Enter(IReadOnlyList<Directive> directives, string location)
    {
        foreach (var directive in directives)
        {
            if (Context.Schema.Directives.TryGetValue(directive.Name.Value, out var definition))
            {
                Judge(directive, directive.Arguments, definition.Arguments.Values, $"@{directive.Name}");
            }
        }
    }

    private void Judge(
        SyntaxNode node, IReadOnlyList<Argument> given, IEnumerable<InputValueType> defined, string owner)
    {
        foreach (var argument in defined.Where(a => a.IsRequired && !given.Any(g => g.Name.Value == a.Name)))
        {
            Context.Report(
                $"Argument \"{owner}({argument.Name}:)\" of type \"{argument.Type}\" is required,"
                + " but it was not provided.",
                node);
        }
    }
}
