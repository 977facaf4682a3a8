using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Validation;

/// <summary>Rules, and the places of those that judge each kind of node: the walk asks no rule in vain.</summary>
internal sealed class RuleSet(SpecifiedRule[] rules)
{
    public int[] EnterDocument { get; } = Judges(rules, Enter, typeof(Document));

    public int[] LeaveDocument { get; } = Judges(rules, Leave, typeof(Document));

    public int[] EnterOperation { get; } = Judges(rules, Enter, typeof(OperationDefinition));

    public int[] LeaveOperation { get; } = Judges(rules, Leave, typeof(OperationDefinition));

    public int[] EnterFragment { get; } = Judges(rules, Enter, typeof(FragmentDefinition));

    public int[] EnterVariable { get; } = Judges(rules, Enter, typeof(VariableDefinition));

    public int[] EnterTypeSystem { get; } =
        Judges(rules, Enter, typeof(SyntaxNode), typeof(IReadOnlyList<Directive>));

    public int[] EnterNamedType { get; } = Judges(rules, Enter, typeof(NamedTypeNode));

    public int[] EnterSelections { get; } = Judges(rules, Enter, typeof(SelectionSet));

    public int[] EnterField { get; } = Judges(rules, Enter, typeof(Field));

    public int[] LeaveField { get; } = Judges(rules, Leave, typeof(Field));

    public int[] EnterSpread { get; } = Judges(rules, Enter, typeof(FragmentSpread));

    public int[] EnterInlineFragment { get; } = Judges(rules, Enter, typeof(InlineFragment));

    public int[] EnterDirective { get; } = Judges(rules, Enter, typeof(Directive), typeof(string));

    public int[] LeaveDirective { get; } = Judges(rules, Leave, typeof(Directive));

    public int[] EnterArgument { get; } = Judges(rules, Enter, typeof(Argument), typeof(InputValueType));

    public int[] EnterValue { get; } = Judges(rules, Enter, typeof(Value), typeof(GraphQLType));

    private static string Enter => nameof(ValidationRule.Enter);

    private static string Leave => nameof(ValidationRule.Leave);

    public ValidationRule[] Create(ValidationContext context)
    {
        var created = new ValidationRule[rules.Length];
        for (var i = 0; i < created.Length; i++)
        {
            created[i] = rules[i].Create(context);
        }

        return created;
    }

    /// <summary>The places of the rules that override a method.</summary>
    private static int[] Judges(SpecifiedRule[] rules, string method, params Type[] parameters) =>
        [.. Enumerable.Range(0, rules.Length).Where(
            i => rules[i].Type.GetMethod(method, parameters)!.DeclaringType != typeof(ValidationRule))];
}
