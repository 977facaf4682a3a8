using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>Fields and directives have the arguments that they are given. §5.4.1</summary>
internal sealed class KnownArgumentNames(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(Field field)
    {
        if (Context.Field is { } definition)
        {
            Judge(field.Arguments, [.. definition.Arguments.Keys], $"field \"{Coordinates.Of(Context, definition)}\"");
        }
    }

    public override void Enter(IReadOnlyList<Directive> directives, string location)
    {
        foreach (var directive in directives)
        {
            if (Context.Schema.Directives.TryGetValue(directive.Name.Value, out var definition))
            {
                Judge(directive.Arguments, [.. definition.Arguments.Keys], $"directive \"@{directive.Name}\"");
            }
        }
    }

    private void Judge(IReadOnlyList<Argument> arguments, IReadOnlyList<string> known, string owner)
    {
        foreach (var argument in arguments.Where(argument => !known.Contains(argument.Name.Value)))
        {
            Context.Report(
                $"Unknown argument \"{argument.Name}\" on {owner}."
                + Context.DidYouMean(argument.Name.Value, known),
                argument);
        }
    }
}
