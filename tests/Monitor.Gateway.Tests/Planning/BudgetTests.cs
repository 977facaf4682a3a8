using System.Text;
using Monitor.Gateway.Planning;
using Monitor.Gateway.Supergraph;
using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Tests.Planning;

/// <summary>What one plan may cost.</summary>
public sealed class BudgetTests
{
    [Fact]
    public void An_operation_beyond_the_budget_is_refused_with_a_stable_code()
    {
        var refused = Assert.Throws<PlanTooComplexException>(
            () => Plan(Places(240), new PlannerOptions { MaxSteps = 1000 }));

        Assert.Equal("PLAN_TOO_COMPLEX", refused.Code);
    }

    [Fact]
    public void Fragments_that_multiply_are_refused_before_they_do()
    {
        // 2^40 fields when written out.
        var text = new StringBuilder("{ items { ...F0 } } fragment F40 on Item { amount }");
        for (var level = 0; level < 40; level++)
        {
            text.Append($" fragment F{level} on Item {{ ...F{level + 1} ... on Item {{ ...F{level + 1} }} }}");
        }

        Assert.Throws<PlanTooComplexException>(() => Plan(text.ToString(), new PlannerOptions()));
    }

    [Fact]
    public void A_large_operation_of_a_front_end_stays_far_within_it() =>
        Assert.NotEmpty(Plan(Places(48), new PlannerOptions { MaxSteps = 20_000 }).Fetches);

    /// <summary>So many places, each with hops to three subgraphs.</summary>
    private static string Places(int count)
    {
        var fields = Enumerable.Range(0, count)
            .Select(number => $" a{number}: items {{ amount box {{ label shelf {{ hall }} }} maker {{ name }} }}");
        return $"{{{string.Concat(fields)} }}";
    }

    private static QueryPlan Plan(string query, PlannerOptions limits)
    {
        var document = Parser.Parse(query);
        var graph = SupergraphReader.Read(File.ReadAllText(RepositoryFiles.Graph("keys")));
        return new QueryPlanner(graph, keepsSharedApart: false, limits)
            .Plan(document, document.Definitions.OfType<OperationDefinition>().Single(), _ => false);
    }
}
