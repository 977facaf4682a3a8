using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>Argument Uniqueness: no argument is given twice. §5.4.2</summary>
internal sealed class UniqueArgumentNames(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(Field field) => Judge(field.Arguments);

    public override void Enter(Directive directive, string location) => Judge(directive.Arguments);

    private void Judge(IReadOnlyList<Argument> arguments)
    {
        if (arguments.Count < 2)
        {
            return;
        }

        foreach (var same in Repeated.In(arguments, argument => argument.ArgumentName))
        {
            Context.Report(
                $"There can be only one argument named \"{same[0].ArgumentName}\".",
                same.Select(argument => argument.Name));
        }
    }
}
