using Monitor.Gateway.Planning;
using Monitor.Gateway.Supergraph;
using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Tests.Planning;

/// <summary>Graphs/override: @override, at once and by label.</summary>
public sealed class OverrideTests
{
    [Fact]
    public void An_overridden_field_is_asked_where_it_moved() =>
        Snapshot.Matches(Directive.Plan("override", "{ bikes { id brand } }"));

    [Fact]
    public void A_labelled_field_stays_while_its_label_is_off() =>
        Snapshot.Matches(Directive.Plan("override", "{ bikes { price tested } }"));

    [Fact]
    public void A_labelled_field_moves_when_its_label_is_on()
    {
        var document = Parser.Parse("{ bikes { price tested } }");
        var planner = new QueryPlanner(Graph(), keepsSharedApart: false);
        Snapshot.Matches(planner
            .Plan(document, document.Definitions.OfType<OperationDefinition>().Single(), _ => false, overrides: "10")
            .ToString());
    }

    [Fact]
    public void A_label_of_percent_is_on_for_that_share_of_requests()
    {
        var planner = new QueryPlanner(Graph(), keepsSharedApart: false);

        var on = Enumerable.Range(0, 4000).Count(_ => planner.DecideOverrides() == "10");

        // 1000 expected, standard deviation 27.
        Assert.InRange(on, 800, 1200);
    }

    [Fact]
    public void Settings_decide_over_labels()
    {
        var planner = new QueryPlanner(Graph(), keepsSharedApart: false, new PlannerOptions
        {
            Labels = { ["percent(25)"] = 0, ["tests-moved"] = 100 },
        });

        Assert.All(Enumerable.Range(0, 100), _ => Assert.Equal("01", planner.DecideOverrides()));
    }

    private static FederatedGraph Graph() =>
        SupergraphReader.Read(File.ReadAllText(RepositoryFiles.Graph("override")));
}
