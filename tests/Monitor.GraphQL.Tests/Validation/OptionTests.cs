using Monitor.GraphQL.Validation;

namespace Monitor.GraphQL.Tests.Validation;

/// <summary>What <see cref="ValidationOptions"/> switch on and off.</summary>
public sealed class OptionTests
{
    private const string TwoFaults = "{ dog { unknown } ...Missing }";
    private const string UnknownField = "Cannot query field \"unknown\" on type \"Dog\".";
    private const string UnknownFragment = "Unknown fragment \"Missing\".";

    [Fact]
    public void Rules_bear_the_names_of_graphql_js_in_its_order() =>
        Assert.Equal(
            [
                "ExecutableDefinitionsRule",
                "KnownOperationTypesRule",
                "UniqueOperationNamesRule",
                "LoneAnonymousOperationRule",
                "SingleFieldSubscriptionsRule",
                "KnownTypeNamesRule",
                "FragmentsOnCompositeTypesRule",
                "VariablesAreInputTypesRule",
                "ScalarLeafsRule",
                "FieldsOnCorrectTypeRule",
                "UniqueFragmentNamesRule",
                "KnownFragmentNamesRule",
                "NoUnusedFragmentsRule",
                "PossibleFragmentSpreadsRule",
                "NoFragmentCyclesRule",
                "UniqueVariableNamesRule",
                "NoUndefinedVariablesRule",
                "NoUnusedVariablesRule",
                "KnownDirectivesRule",
                "UniqueDirectivesPerLocationRule",
                "DeferStreamDirectiveOnRootFieldRule",
                "DeferStreamDirectiveOnValidOperationsRule",
                "DeferStreamDirectiveLabelRule",
                "StreamDirectiveOnListFieldRule",
                "KnownArgumentNamesRule",
                "UniqueArgumentNamesRule",
                "ValuesOfCorrectTypeRule",
                "ProvidedRequiredArgumentsRule",
                "VariablesInAllowedPositionRule",
                "OverlappingFieldsCanBeMergedRule",
                "UniqueInputFieldNamesRule",
                "MaxIntrospectionDepthRule",
            ],
            Validator.RuleNames);

    [Fact]
    public void All_rules_judge_where_none_is_chosen() =>
        Assert.Equal([UnknownField, UnknownFragment], Dogs.Messages(TwoFaults));

    [Theory]
    [InlineData("FieldsOnCorrectTypeRule", UnknownField)]
    [InlineData("FieldsOnCorrectType", UnknownField)]
    [InlineData("KnownFragmentNames", UnknownFragment)]
    public void A_chosen_rule_judges_alone(string rule, string message) =>
        Assert.Equal([message], Dogs.Messages(TwoFaults, new() { Rules = new HashSet<string> { rule } }));

    [Fact]
    public void No_rule_judges_where_none_of_them_is_chosen() =>
        Assert.Empty(Dogs.Validate(TwoFaults, new() { Rules = new HashSet<string>() }));

    [Fact]
    public void Every_rule_finds_alone_what_it_finds_with_the_others()
    {
        foreach (var document in ManyFaults)
        {
            var alone = Validator.RuleNames.SelectMany(
                rule => Dogs.Messages(document, new() { Rules = new HashSet<string> { rule } }));

            Assert.Equal(
                Dogs.Messages(document).Order(StringComparer.Ordinal), alone.Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public void Validation_ends_at_the_most_errors_with_one_that_says_so(int most)
    {
        var document = Aliases(most + 1);

        var errors = Dogs.Validate(document, new() { MaxErrors = most });

        Assert.Equal(most + 1, errors.Count);
        Assert.Equal("Too many validation errors, error limit reached. Validation aborted.", errors[^1].Message);
        Assert.Null(errors[^1].Locations);
    }

    [Fact]
    public void As_many_errors_as_are_allowed_are_all_told() =>
        Assert.Equal(100, Dogs.Validate(Aliases(100)).Count(error => error.Locations is not null));

    [Theory]
    [InlineData("unknown", 300)]
    [InlineData("name: nickname", 300)]
    public void All_errors_are_told_where_any_number_of_them_may_be(string field, int times)
    {
        var fields = string.Join(' ', Enumerable.Repeat(field, times));

        var errors = Dogs.Validate($"{{ dog {{ name {fields} }} }}", new() { MaxErrors = int.MaxValue });

        Assert.Equal(times, errors.Count);
        Assert.All(errors, error => Assert.NotNull(error.Locations));
    }

    [Fact]
    public void Nothing_is_proposed_where_suggestions_are_off()
    {
        Assert.Contains(ManyFaults.SelectMany(document => Dogs.Messages(document)), IsSuggestion);

        Assert.DoesNotContain(
            ManyFaults.SelectMany(document => Dogs.Messages(document, new() { Suggest = false })), IsSuggestion);
    }

    [Fact]
    public void Suggestions_are_all_that_is_left_out()
    {
        foreach (var document in ManyFaults)
        {
            Assert.Equal(
                Dogs.Validate(document).Select(error => error.Locations),
                Dogs.Validate(document, new() { Suggest = false }).Select(error => error.Locations));
        }
    }

    [Fact]
    public void The_specification_knows_no_limits()
    {
        var deep = string.Concat(Enumerable.Repeat("mother { ", 150)) + "name" + new string('}', 150);
        var wide = string.Join(' ', Enumerable.Range(0, 12_000).Select(i => $"a{i}: name"));

        Assert.NotEmpty(Dogs.Validate($"{{ dog {{ {deep} }} }}"));
        Assert.Empty(Dogs.Validate($"{{ dog {{ {deep} }} }}", ValidationOptions.Specification));
        Assert.NotEmpty(Dogs.Validate($"{{ dog {{ {wide} }} }}"));
        Assert.Empty(Dogs.Validate($"{{ dog {{ {wide} }} }}", ValidationOptions.Specification));
    }

    /// <summary>One document a kind of name that may be misspelt, and one that leaves nothing right.</summary>
    private static string[] ManyFaults =>
    [
        "{ dog { nam barkVolum } pet { barkVolume } }",
        "{ dog { ... on Ct { name } } }",
        "query ($a: Strin) { dog { name(surnam: true) @include(i: true) } }",
        "{ dog { doesKnowCommand(dogCommand: SITT) a: doesKnowCommand(dogCommand: \"SIT\") } }",
        "{ complicatedArgs { complexArgField(complexArg: { requiredField: true, intFeild: 1, intFeild: 2 }) } }",
        "query A($a: Dog, $a: Nope) { ...F x: dog x: cat { name { x } } } query A { ...G } { dog @onQuery @skip @skip }"
            + " fragment F on Query { dog { ...G name(a: 1, a: $b) } } fragment G on Dog { ...G ...C }"
            + " fragment C on Cat { meows } fragment C on Int { x } fragment U on Cat { meows } mutation { x } type T",
    ];

    private static string Aliases(int count) =>
        $"{{ {string.Join(' ', Enumerable.Range(0, count).Select(i => $"a{i}: unknown"))} }}";

    // "Did you mean "dog { ... }"?" tells only what the document says itself.
    private static bool IsSuggestion(string message) =>
        message.Contains("Did you mean", StringComparison.Ordinal)
        && !message.Contains("{ ... }", StringComparison.Ordinal);
}
