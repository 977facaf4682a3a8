using Monitor.Hosting;
using Monitor.Testing;

namespace Monitor.Benchmark.Tests.Seeding;

public sealed class FigureSeederTests(FigureApplication application) : IClassFixture<FigureApplication>
{
    private const StringComparison Exactly = StringComparison.Ordinal;

    private static readonly string Published = Path.Combine(Repository.Seeds, "figures", "published.csv");

    [Fact]
    public async Task Every_published_row_is_there_with_its_source()
    {
        var rows = (await File.ReadAllLinesAsync(Published)).Length - 1;
        Assert.Equal(118, rows);

        // Four of them repeat another row's number from a second source.
        Assert.Equal(114, await application.CountAsync("""
            SELECT count(*) FROM observations o JOIN indicators i ON i.id = o.indicator
            WHERE i.topic NOT IN ('population', 'estimates') AND NOT o.generated AND o.value <> 4800 -- not a row of it
            """));
        Assert.Equal(4, await application.CountAsync("SELECT count(*) FROM observation_sources"));
    }

    [Fact]
    public async Task First_publications_and_their_revisions_are_both_there()
    {
        Assert.Equal([64_960, 65_075], await NumbersAsync("veilig-thuis.reports", "NL", "2019-H1"));
        Assert.Equal([53_080, 53_145], await NumbersAsync("veilig-thuis.advice", "NL", "2019-H1"));
    }

    [Fact]
    public async Task Inhabitants_of_regions_are_the_sums_of_their_municipalities()
    {
        // seeds/areas: the 388 of 2017 had 16,900,726 inhabitants on 1 January 2015, CBS's own total.
        Assert.Equal([16_900_726], await NumbersAsync("population.inhabitants", "NL", "2015"));
        Assert.Equal(388 + 26 + 25 + 35 + 12 + 40 + 4 + 1, await application.CountAsync(
            "SELECT count(*) FROM observations WHERE indicator = 'population.inhabitants'"));
        foreach (var kind in new[] { "VEILIG_THUIS", "SAFETY_REGION", "CENTRE_AREA", "PROVINCE", "COROP" })
        {
            Assert.Equal(16_900_726, await SumAsync("value", "population.inhabitants", kind));
        }
    }

    [Theory]
    [InlineData("low", 90_000)]
    [InlineData("value", 108_500)]
    [InlineData("high", 127_000)]
    public async Task The_estimates_of_each_kind_of_area_add_up_to_the_national_range(string end, long national)
    {
        foreach (var kind in new[] { "COUNTRY", "PROVINCE", "VEILIG_THUIS", "CENTRE_AREA", "MUNICIPALITY" })
        {
            Assert.Equal(national, await SumAsync(end, "estimates.children-affected", kind));
        }
    }

    [Fact]
    public async Task Seeding_again_changes_nothing()
    {
        const string All = """
            SELECT (SELECT count(*) FROM observations) + (SELECT sum(version) FROM figures_version)
                + (SELECT count(*) FROM outbox)
            """;
        var before = await application.CountAsync(All);

        await application.SeedAsync();

        Assert.Equal(before, await application.CountAsync(All));
    }

    [Fact]
    public async Task A_number_that_changed_in_the_files_is_a_new_edition()
    {
        var file = Path.Combine(application.Seeds, "figures", "published.csv");
        var row = (await File.ReadAllLinesAsync(file))
            .Single(l => l.StartsWith("victim-support.", Exactly));
        await File.AppendAllLinesAsync(file, [row.Replace(",4700,DEFINITE,2008", ",4800,DEFINITE,2009", Exactly)]);

        await application.SeedAsync();

        Assert.Equal([4_700, 4_800], await NumbersAsync("victim-support.users", "NL", "2006"));
    }

    [Fact]
    public async Task Figures_published_tells_once_which_indicators_changed() =>
        Assert.Equal(1, await application.CountAsync(
            """
            SELECT count(*) FROM outbox
            WHERE topic = 'figures.published' AND data::text LIKE '%police.incidents"%'
            """));

    private async Task<IReadOnlyList<long>> NumbersAsync(string indicator, string area, string period) =>
        await application.Database.NumbersAsync(
            $"""
            SELECT value::bigint FROM observations
            WHERE (indicator, area, period) = ('{indicator}', '{area}', '{period}') ORDER BY edition
            """,
            ActingAs.Service);

    private Task<long> SumAsync(string column, string indicator, string kind) => application.CountAsync(
        $"SELECT sum({column})::bigint FROM observations WHERE indicator = '{indicator}' AND area_kind = '{kind}'");
}
