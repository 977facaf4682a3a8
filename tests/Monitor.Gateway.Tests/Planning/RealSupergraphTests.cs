namespace Monitor.Gateway.Tests.Planning;

/// <summary>The queries that front-end teams were promised, on the supergraph that is served.</summary>
public sealed class RealSupergraphTests
{
    private const string Report = """
        query Report { round(year: 2017) { generated
          participation { invited responded bySizeClass { sizeClass municipalities responded } }
          frequencies { objective { number title } respondents inPolicy { count percentage }
                        questions { label options { label count percentage } } }
          benchmark { objectives { objective { number } n mean { anchoring content reach total } band }
                      averageBands { band count } } } }
        """;

    private const string Dashboard = """
        query Dashboard($code: ID!) { municipality(code: $code) {
          name inhabitants sizeClass regions { kind name }
          scoreCard(round: 2017) { average band
            objectives { objective { number title } anchoring content reach total band } }
          suggestions(round: 2017, first: 3) { objective { number } text gain tips(first: 2) { nodes { title } } }
          comparison(round: 2017, group: { kind: SIZE_CLASS }) { own { objective { number } total }
            group { n reason objectives { objective { number } mean { total } } } } } }
        """;

    private const string Region = """
        query Region($code: ID!) { region(code: $code) {
          name kind centreMunicipality { name } municipalities { code name }
          aggregate(round: 2017) { n reason objectives { objective { number }
            mean { anchoring content reach total } band } } } }
        """;

    private const string YearlyReport = "query { yearlyReport(year: 2017) { release asOf generated html } }";

    [Fact]
    public void The_yearly_report_brings_what_questionnaire_knows_to_benchmark() =>
        Snapshot.Matches(PlanOf.Real(YearlyReport).ToString());

    [Fact]
    public void The_report_takes_three_calls() => Snapshot.Matches(PlanOf.Real(Report).ToString());

    [Fact]
    public void The_dashboard_calls_a_subgraph_once_in_a_step() => Snapshot.Matches(PlanOf.Real(Dashboard).ToString());

    [Fact]
    public void The_region_takes_three_calls() => Snapshot.Matches(PlanOf.Real(Region).ToString());

    [Fact]
    public void A_mutation_reads_nothing_from_the_cache() =>
        Assert.DoesNotContain(
            PlanOf.Real("mutation { startResponse(round: 2018) { municipality { name comparison(round: 2018, group: "
                + "{ kind: COUNTRY }) { group { n } } } round { benchmark { n } } } }").Fetches,
            fetch => fetch.MayBeShared);

    [Theory]
    [InlineData(Report)]
    [InlineData(Dashboard)]
    [InlineData(Region)]
    public void No_step_calls_a_subgraph_twice(string query) =>
        Assert.All(
            PlanOf.Real(query).Fetches.GroupBy(fetch => (fetch.Step, fetch.Subgraph)),
            calls => Assert.Single(calls));
}
