using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;
using Monitor.GraphQL.Validation.Limits;
using Monitor.GraphQL.Validation.Rules;

namespace Monitor.GraphQL.Validation;

/// <summary>Holds a document against a schema. GraphQL 2025 §5</summary>
public static class Validator
{
    private const string Suffix = "Rule";

    /// <summary>The specified rules by their names in graphql-js, as <c>FieldsOnCorrectTypeRule</c>.</summary>
    public static IReadOnlyList<string> RuleNames { get; } = [.. AllRules(context: null!).Select(NameOf)];

    /// <summary>Every error found; none means that the document may be executed.</summary>
    public static IReadOnlyList<GraphQLError> Validate(
        GraphQLSchema schema, Document document, ValidationOptions? options = null)
    {
        var context = new ValidationContext(schema, document, options ?? ValidationOptions.Default);
        try
        {
            // First, as deep or wide documents would cost the rules time.
            DocumentLimits.Judge(context);
            if (context.Errors.Count == 0)
            {
                new DocumentWalk(context, ChosenRules(context)).Run();
            }
        }
        catch (ValidationAbortedException reason)
        {
            context.Abort(reason);
        }

        return context.Errors;
    }

    private static ValidationRule[] ChosenRules(ValidationContext context) =>
        context.Options.Rules is { } chosen
            ? [.. AllRules(context).Where(rule => IsNamed(rule, chosen))]
            : AllRules(context);

    private static bool IsNamed(ValidationRule rule, IReadOnlySet<string> names) =>
        names.Contains(NameOf(rule)) || names.Contains(NameOf(rule)[..^Suffix.Length]);

    private static string NameOf(ValidationRule rule) => rule.GetType().Name + Suffix;

    /// <summary>In the order in which they report at one place.</summary>
    private static ValidationRule[] AllRules(ValidationContext context) =>
    [
        new ExecutableDefinitions(context),            // §5.1.1
        new KnownOperationTypes(context),              // §5.2.1.1
        new UniqueOperationNames(context),             // §5.2.2.1
        new LoneAnonymousOperation(context),           // §5.2.3.1
        new SingleFieldSubscriptions(context),         // §5.2.4.1
        new KnownTypeNames(context),                   // §5.5.1.2, §5.8.2
        new FragmentsOnCompositeTypes(context),        // §5.5.1.3
        new VariablesAreInputTypes(context),           // §5.8.2
        new ScalarLeafs(context),                      // §5.3.3
        new FieldsOnCorrectType(context),              // §5.3.1
        new UniqueFragmentNames(context),              // §5.5.1.1
        new KnownFragmentNames(context),               // §5.5.2.1
        new NoUnusedFragments(context),                // §5.5.1.4
        new PossibleFragmentSpreads(context),          // §5.5.2.3
        new NoFragmentCycles(context),                 // §5.5.2.2
        new UniqueVariableNames(context),              // §5.8.1
        new NoUndefinedVariables(context),             // §5.8.3
        new NoUnusedVariables(context),                // §5.8.4
        new KnownDirectives(context),                  // §5.7.1, §5.7.2
        new UniqueDirectivesPerLocation(context),      // §5.7.3
        new KnownArgumentNames(context),               // §5.4.1
        new UniqueArgumentNames(context),              // §5.4.2
        new ValuesOfCorrectType(context),              // §5.6.1, §5.6.2, §5.6.4
        new ProvidedRequiredArguments(context),        // §5.4.3
        new VariablesInAllowedPosition(context),       // §5.8.5
        new OverlappingFieldsCanBeMerged(context),     // §5.3.2
        new UniqueInputFieldNames(context),            // §5.6.3
        new MaxIntrospectionDepth(context),            // not in the specification: a limit
    ];
}
