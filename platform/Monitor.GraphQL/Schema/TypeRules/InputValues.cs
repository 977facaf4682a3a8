using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema.TypeRules;

/// <summary>What arguments and input fields have in common. §3.6.1, §3.10</summary>
internal static class InputValues
{
    /// <param name="coordinate">As messages name it: <c>Query.tips(first:)</c>.</param>
    /// <param name="argument">The argument of a field or directive.</param>
    /// <param name="place">What to point at where its type cannot be input.</param>
    /// <param name="faults">Takes what is wrong.</param>
    public static void CheckArgument(
        string coordinate, InputValueType argument, SyntaxNode? place, SchemaFaults faults)
    {
        ReservedNames.Check(argument.Name, argument.Definition, faults);
        Check("argument", coordinate, argument, place, faults);
    }

    public static void CheckField(string coordinate, InputValueType field, SchemaFaults faults)
    {
        ReservedNames.Check(field.Name, field.Definition, faults);
        Check("input field", coordinate, field, field.Definition?.Type, faults);
    }

    /// <summary>Where an element says that it is deprecated.</summary>
    public static Directive? DeprecatedNode(IReadOnlyList<Directive> directives) =>
        directives.FirstOrDefault(directive => directive.Name.Value == "deprecated");

    private static void Check(
        string kind, string coordinate, InputValueType input, SyntaxNode? place, SchemaFaults faults)
    {
        if (!input.Type.Named.IsInput)
        {
            faults.Add($"The type of {coordinate} must be Input Type but got: {input.Type}.", place);
        }

        if (input is { IsRequired: true, DeprecationReason: not null })
        {
            faults.Add(
                $"Required {kind} {coordinate} cannot be deprecated.",
                DeprecatedNode(input.Directives),
                input.Definition?.Type);
        }

        if (input.DefaultValue is not null && input.Type.Named.IsInput)
        {
            var literals = new LiteralRules((message, part, path) =>
                faults.Add($"{coordinate} has invalid default value{InputPath.Show(path)}: {message}", part));
            literals.Check(input.DefaultValue, input.Type);
        }
    }
}
