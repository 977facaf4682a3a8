using AngleSharp.Html.Parser;
using AngleSharp.Dom;
using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Report;
using Monitor.Benchmark.Report.Charts;

namespace Monitor.Benchmark.Tests.Report;

/// <summary>Where things stand in the charts, worked by hand.</summary>
public sealed class ChartTests
{
    private static readonly RoundColours Colours = new([2014, 2017]);

    private static readonly RoundScore In2014 = new(2014, Total: 20, Anchoring: 5, Content: 12, Reach: 3, Band.Red);
    private static readonly RoundScore In2017 =
        new(2017, Total: 50, Anchoring: 10, Content: 30, Reach: 10, Band.Orange);

    [Fact]
    public void The_total_s_bar_ends_at_its_score_and_has_the_colour_of_its_band()
    {
        var figure = Draw(ScoreFigure.Of("x", "t", [In2014, In2017], new Norms(25, 75), Colours));

        // 5.2 a point from 20: 50 points are 260 long; the norms stand at 20 + 130 and 20 + 390.
        Assert.Equal(("20", "260"), At(figure, ".band-orange"));
        Assert.Equal(("20", "130"), At(figure, ".zone-red"));
        Assert.Equal(("150", "260"), At(figure, ".zone-orange"));
        Assert.Equal(("410", "130"), At(figure, ".zone-green"));
        Assert.Equal("M150 30V60M410 30V60", figure.QuerySelector(".norm")!.GetAttribute("d"));
    }

    [Fact]
    public void Each_part_has_a_track_of_its_maximum()
    {
        var figure = Draw(ScoreFigure.Of("x", "t", [In2014, In2017], new Norms(25, 75), Colours));

        // 5 a point: 25 are 125 long, 50 are 250; 10 between them.
        Assert.Equal([("20", "125"), ("155", "250"), ("415", "125")], All(figure, ".track"));
        Assert.Equal([("20", "50"), ("155", "150"), ("415", "50")], All(figure, ".part"));
    }

    [Fact]
    public void A_dot_stands_at_each_round_s_score_in_the_middle_of_the_track()
    {
        var figure = Draw(ScoreFigure.Of("x", "t", [In2014, In2017], new Norms(25, 75), Colours));

        var dots = figure.QuerySelectorAll("circle").Select(c =>
            (c.GetAttribute("cx"), c.GetAttribute("cy"), c.GetAttribute("fill"))).ToList();
        Assert.Equal(
            [
                ("124", "45", "#1f5fae"), ("280", "45", "#1b6e3c"),     // 20 + 20 x 5.2, 20 + 50 x 5.2
                ("45", "123", "#1f5fae"), ("70", "123", "#1b6e3c"),     // 20 + 5 x 5, 20 + 10 x 5
                ("215", "123", "#1f5fae"), ("305", "123", "#1b6e3c"),   // 155 + 12 x 5, 155 + 30 x 5
                ("430", "123", "#1f5fae"), ("465", "123", "#1b6e3c"),   // 415 + 3 x 5, 415 + 10 x 5
            ],
            dots);
        Assert.Equal(
            "Meting 2014: totaal 20 van 100, rood; borging 5 van 25, inhoud 12 van 50, bereik 3 van 25. "
            + "Meting 2017: totaal 50 van 100, oranje; borging 10 van 25, inhoud 30 van 50, bereik 10 van 25.",
            figure.QuerySelector("desc")!.TextContent);
    }

    [Fact]
    public void Labels_stay_on_their_track_at_its_ends()
    {
        var all = new RoundScore(2017, 100, 25, 50, 25, Band.Green);
        var none = new RoundScore(2014, 0, 0, 0, 0, Band.Red);
        var figure = Draw(ScoreFigure.Of("x", "t", [none, all], new Norms(25, 75), Colours));

        Assert.Equal(
            ["50", "510", "50", "115", "185", "375", "445", "510"],
            figure.QuerySelectorAll(".round").Select(t => t.GetAttribute("x")!));
    }

    [Fact]
    public void A_third_round_has_a_dot_and_leaves_its_words_to_the_table()
    {
        var figure = Draw(ScoreFigure.Of(
            "x", "t", [In2014, In2017, In2017 with { Round = 2019 }], new Norms(25, 75), new([2014, 2017, 2019])));

        Assert.Equal(12, figure.QuerySelectorAll("circle").Length);
        Assert.Equal(["2017: 50", "2019: 50"], figure.QuerySelectorAll(".round").Take(2).Select(t => t.TextContent));
    }

    [Fact]
    public void Bars_are_as_long_as_their_share_of_the_maximum()
    {
        var chart = Draw(BarChart.Of("x", "t", "d",
            [
                new("Kort", [new("A", 50, "50%", "#111"), new("B", 100, "100%", "#222")]),
                new("Niets", [new("A", null, "niet beschikbaar", "#111")]),
            ],
            maximum: 100));

        // 284 for the whole; after the legend (22) a row of two bars of 14 and a gap of 9, then a row of one.
        Assert.Equal(
            [("216", "22", "142"), ("216", "36", "284")],
            chart.QuerySelectorAll("rect[height='11'][x='216']").Skip(1)
                .Select(r => (r.GetAttribute("x")!, r.GetAttribute("y")!, r.GetAttribute("width")!)));
        Assert.Equal("0 0 560 82", chart.GetAttribute("viewBox"));
        Assert.Contains("niet beschikbaar", chart.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_label_breaks_between_words() => Assert.Equal(
        ["In gesprek met ouders over", "opvoedzorgen en signalen van", "wat er thuis speelt"],
        BarChart.Lines("In gesprek met ouders over opvoedzorgen en signalen van wat er thuis speelt"));

    [Fact]
    public void The_three_bands_share_one_bar()
    {
        var bar = Draw(BandBar.Of("x", "t",
            [new BandCount(Band.Red, 1), new BandCount(Band.Orange, 2), new BandCount(Band.Green, 1)]));

        Assert.Equal(("20", "130"), At(bar, ".band-red"));
        Assert.Equal(("150", "260"), At(bar, ".band-orange"));
        Assert.Equal(("410", "130"), At(bar, ".band-green"));
    }

    [Fact]
    public void Rounds_are_dots_on_one_scale_with_a_line_from_the_first_to_the_last()
    {
        var chart = Draw(ChangeChart.Of("x", "t", [new("1. Een", [(2014, 20), (2017, 50)])], Colours));

        // 3 a point from 240; the row of 34 begins at 34.
        Assert.Equal("M300 51H390", chart.QuerySelector(".between")!.GetAttribute("d"));
        Assert.Equal(["300", "390"], chart.QuerySelectorAll(".dot").Select(d => d.GetAttribute("cx")!));
    }

    [Fact]
    public void Rounds_keep_their_colours_whichever_of_them_are_shown()
    {
        Assert.Equal("#1f5fae", new RoundColours([2014]).Of(2014));
        Assert.Equal("#1b6e3c", new RoundColours([2017, 2014]).Of(2017));
    }

    private static IElement Draw(Markup markup) => new HtmlParser().ParseDocument(markup.Text).QuerySelector("svg")!;

    private static (string X, string Width) At(IElement svg, string selector) => Assert.Single(All(svg, selector));

    private static List<(string X, string Width)> All(IElement svg, string selector) =>
    [
        .. svg.QuerySelectorAll(selector).Select(r => (r.GetAttribute("x")!, r.GetAttribute("width")!)),
    ];
}
