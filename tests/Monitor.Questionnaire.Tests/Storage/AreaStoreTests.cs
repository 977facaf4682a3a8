using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Storage;

namespace Monitor.Questionnaire.Tests.Storage;

public sealed class AreaStoreTests(SeededDatabase seeded) : IClassFixture<SeededDatabase>
{
    private readonly MunicipalityStore municipalities = new(seeded.Database.Source);
    private readonly RegionStore regions = new(seeded.Database.Source);

    [Fact]
    public async Task The_list_of_each_year_has_as_many_municipalities_as_there_were()
    {
        var counts = await seeded.Database.ReadAsync<string>(
            "SELECT string_agg(n::text, ' ' ORDER BY year) "
            + "FROM (SELECT year, count(*) AS n FROM municipality_lists GROUP BY year) t");

        Assert.Equal("408 403 393 390 388 380", counts);
    }

    [Fact]
    public async Task Each_current_municipality_is_in_one_region_of_each_kind()
    {
        var page = await municipalities.PageAsync(new MunicipalityFilter(), 500, null, CancellationToken.None);
        var found = await regions.OfMunicipalitiesAsync(
            page.Edges.Select(e => e.Node.Code), null, CancellationToken.None);

        Assert.Equal(388, page.TotalCount);
        Assert.All(page.Edges, e => Assert.Equal(Enum.GetValues<RegionKind>(), found[e.Node.Code].Select(r => r.Kind)));
    }

    [Theory]
    [InlineData(RegionKind.VeiligThuis, 26)]
    [InlineData(RegionKind.SafetyRegion, 25)]
    [InlineData(RegionKind.CentreArea, 35)]
    [InlineData(RegionKind.Province, 12)]
    [InlineData(RegionKind.Corop, 40)]
    public async Task There_are_as_many_regions_of_each_kind_as_in_2017(RegionKind kind, int count) =>
        Assert.Equal(count, (await regions.ListAsync(kind, 2017, CancellationToken.None)).Count);

    [Fact]
    public async Task An_ended_municipality_is_found_with_its_last_figures()
    {
        var found = await municipalities.FindAsync(["GM0381", "GM0153", "GM9999"], CancellationToken.None);

        Assert.Equal(2, found.Count);
        Assert.Equal(new DateOnly(2016, 1, 1), found["GM0381"].EndedOn);   // Bussum, into Gooise Meren
        Assert.Equal(2015, found["GM0381"].InhabitantsYear);
        Assert.Null(found["GM0381"].CentreCode);
        Assert.Null(found["GM0153"].EndedOn);
        Assert.Equal("GM0153", found["GM0153"].CentreCode);                // Enschede leads its own area
    }

    [Fact]
    public async Task A_municipality_that_ended_in_mid_year_ended_on_that_day()
    {
        var found = await municipalities.FindAsync(["GM1921"], CancellationToken.None);   // De Friese Meren

        Assert.Equal(new DateOnly(2015, 7, 1), found["GM1921"].EndedOn);
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_overlap_by_name()
    {
        var codes = new List<string>();
        MunicipalityCursor? after = null;
        MunicipalityPage page;
        do
        {
            page = await municipalities.PageAsync(new MunicipalityFilter(), 100, after, CancellationToken.None);
            codes.AddRange(page.Edges.Select(e => e.Node.Code));
            after = MunicipalityCursor.Parse(page.Edges[^1].Cursor);
        }
        while (page.HasNextPage);

        Assert.Equal(388, codes.Distinct().Count());
        Assert.Equal(388, codes.Count);
        Assert.Equal("GM1680", codes[0]);   // Aa en Hunze
    }

    [Theory]
    [InlineData("sudwest", "GM1900")]      // Súdwest-Fryslân
    [InlineData("'S-GRAVENHAGE", "GM0518")]
    [InlineData("en Nederwetten", "GM0820")]
    public async Task Names_are_found_whatever_their_case_and_accents(string search, string code)
    {
        var page = await municipalities.PageAsync(new MunicipalityFilter(search), 10, null, CancellationToken.None);

        Assert.Equal([code], page.Edges.Select(e => e.Node.Code));
    }

    [Fact]
    public async Task A_search_takes_signs_of_patterns_as_they_are()
    {
        var page = await municipalities.PageAsync(new MunicipalityFilter("%"), 10, null, CancellationToken.None);

        Assert.Equal((0, 0, false), (page.Edges.Count, page.TotalCount, page.HasNextPage));
    }

    [Fact]
    public async Task The_article_of_a_name_does_not_count_in_its_order()
    {
        var page = await municipalities.PageAsync(
            new MunicipalityFilter("'s-gravenhage"), 1, null, CancellationToken.None);
        var cursor = MunicipalityCursor.Parse(page.Edges[0].Cursor)!;

        Assert.Equal("gravenhage", cursor.SortName);
    }

    [Fact]
    public async Task Filters_narrow_together()
    {
        var page = await municipalities.PageAsync(
            new MunicipalityFilter(SizeClass: SizeClass.Over250k, Region: "PV28"), 10, null, CancellationToken.None);

        Assert.Equal(["GM0518", "GM0599"], page.Edges.Select(e => e.Node.Code));   // 's-Gravenhage, Rotterdam
        Assert.Equal(2, page.TotalCount);
    }

    [Fact]
    public async Task A_page_of_none_still_says_how_many_there_are()
    {
        var page = await municipalities.PageAsync(new MunicipalityFilter(), 0, null, CancellationToken.None);

        Assert.Equal((0, 388, true), (page.Edges.Count, page.TotalCount, page.HasNextPage));
    }

    [Theory]
    [InlineData("")]
    [InlineData("rommel")]
    [InlineData("====")]
    [InlineData("R00wMA")]
    public void A_cursor_that_is_not_ours_is_refused(string text) =>
        Assert.Equal("BAD_CURSOR", Assert.Throws<ClientException>(() => MunicipalityCursor.Parse(text)).Code);

    [Fact]
    public async Task A_split_has_a_step_to_each_that_received_a_part()
    {
        var steps = await new SuccessionStore(seeded.Database.Source)
            .TouchingAsync(["GM0055"], CancellationToken.None);   // Boarnsterhim

        Assert.Equal(["GM0074", "GM0080", "GM1900", "GM1921"], steps.Select(s => s.NewCode).Order());
        Assert.All(steps, s => Assert.Equal(SuccessionKind.Split, s.Kind));
    }

    [Fact]
    public async Task Participation_of_2017_is_that_of_the_report_and_of_2018_is_none_yet()
    {
        var participation = new ParticipationStore(seeded.Database.Source);
        var found = await participation.FindAsync([2017, 2018], CancellationToken.None);

        Assert.Equal([61, 66, 21, 18, 3], found[2017].BySizeClass.Select(c => c.Responded));
        Assert.Equal([170, 140, 47, 27, 4], found[2017].BySizeClass.Select(c => c.Municipalities));
        Assert.Equal((388, 169), (found[2017].Invited, found[2017].Responded));
        Assert.Equal((388, 0), (found[2018].Invited, found[2018].Responded));
    }

    [Fact]
    public async Task Participation_of_2014_is_divided_as_the_municipalities_of_2017_are()
    {
        var participation = new ParticipationStore(seeded.Database.Source);
        var found = (await participation.FindAsync([2014], CancellationToken.None))[2014];

        // Table 3.1; of the 408 on the list of 2013, 26 have ended, and 11 of those had answered.
        Assert.Equal((408, 208), (found.Invited, found.Responded));
        Assert.Equal([83, 76, 18, 17, 3], found.BySizeClass.Select(c => c.Responded));
        Assert.Equal([170, 139, 42, 27, 4], found.BySizeClass.Select(c => c.Municipalities));
        Assert.Equal(new ParticipationCounts(26, 11), found.WithoutSizeClass);
    }
}
