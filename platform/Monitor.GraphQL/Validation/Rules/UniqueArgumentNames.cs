using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>No argument is given twice. §5.4.2</summary>
internal sealed class UniqueArgumentNames(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(Field field) => Judge(field.Arguments);

    public override void Enter(IReadOnlyList<Directive> directives, string location)
    {
        foreach (var directive in directives)
        {
            Judge(directive.Arguments);
        }
    }

    private void Judge(IReadOnlyList<Argument> arguments)
    {
        foreach (var same in arguments.GroupBy(a => a.Name.Value).Where(group => group.Skip(1).Any()))
        {
            Context.Report($"There can be only one argument named \"{same.Key}\".", same.Select(a => a.Name));
        }
    }
}
