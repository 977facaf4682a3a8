using Monitor.GraphQL.Validation.Rules;

namespace Monitor.GraphQL.Validation;

/// <summary>All rules, in the order in which they report at one place: that of graphql-js.</summary>
internal static class SpecifiedRules
{
    private const string Suffix = "Rule";

    private static readonly SpecifiedRule[] Rules =
    [
        Rule(context => new ExecutableDefinitions(context)),                        // §5.1.1
        Rule(context => new KnownOperationTypes(context)),                          // §5.2.1.1
        Rule(context => new UniqueOperationNames(context)),                         // §5.2.2.1
        Rule(context => new LoneAnonymousOperation(context)),                       // §5.2.3.1
        Rule(context => new SingleFieldSubscriptions(context)),                     // §5.2.4.1
        Rule(context => new KnownTypeNames(context)),                               // §5.5.1.2, §5.8.2
        Rule(context => new FragmentsOnCompositeTypes(context)),                    // §5.5.1.3
        Rule(context => new VariablesAreInputTypes(context)),                       // §5.8.2
        Rule(context => new ScalarLeafs(context)),                                  // §5.3.3
        Rule(context => new FieldsOnCorrectType(context)),                          // §5.3.1
        Rule(context => new UniqueFragmentNames(context)),                          // §5.5.1.1
        Rule(context => new KnownFragmentNames(context)),                           // §5.5.2.1
        Rule(context => new NoUnusedFragments(context)),                            // §5.5.1.4
        Rule(context => new PossibleFragmentSpreads(context)),                      // §5.5.2.3
        Rule(context => new NoFragmentCycles(context)),                             // §5.5.2.2
        Rule(context => new UniqueVariableNames(context)),                          // §5.8.1
        Rule(context => new NoUndefinedVariables(context)),                         // §5.8.3
        Rule(context => new NoUnusedVariables(context)),                            // §5.8.4
        Rule(context => new KnownDirectives(context)),                              // §5.7.1, §5.7.2
        Rule(context => new UniqueDirectivesPerLocation(context)),                  // §5.7.3
        Rule(context => new DeferStreamDirectiveOnRootField(context)),              // of a later edition
        Rule(context => new DeferStreamDirectiveOnValidOperations(context)),        // of a later edition
        Rule(context => new DeferStreamDirectiveLabel(context)),                    // of a later edition
        Rule(context => new StreamDirectiveOnListField(context)),                   // of a later edition
        Rule(context => new KnownArgumentNames(context)),                           // §5.4.1
        Rule(context => new UniqueArgumentNames(context)),                          // §5.4.2
        Rule(context => new ValuesOfCorrectType(context)),                          // §5.6.1, §5.6.2, §5.6.4
        Rule(context => new ProvidedRequiredArguments(context)),                    // §5.4.3
        Rule(context => new VariablesInAllowedPosition(context)),                   // §5.8.5
        Rule(context => new OverlappingFieldsCanBeMerged(context)),                 // §5.3.2
        Rule(context => new UniqueInputFieldNames(context)),                        // §5.6.3
        Rule(context => new MaxIntrospectionDepth(context)),                        // of graphql-js
    ];

    /// <summary>As in graphql-js: <c>FieldsOnCorrectTypeRule</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Rules.Select(rule => rule.Type.Name + Suffix)];

    private static RuleSet All { get; } = new(Rules);

    /// <param name="names">With or without the suffix; null for all rules.</param>
    public static RuleSet Choose(IReadOnlySet<string>? names) => names is null
        ? All
        : new RuleSet([.. Rules.Where(
            rule => names.Contains(rule.Type.Name) || names.Contains(rule.Type.Name + Suffix))]);

    private static SpecifiedRule Rule<TRule>(Func<ValidationContext, TRule> create)
        where TRule : ValidationRule => new(typeof(TRule), create);
}

/// <summary>A rule before it is held to a document.</summary>
internal sealed record SpecifiedRule(Type Type, Func<ValidationContext, ValidationRule> Create);
