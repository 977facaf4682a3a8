using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Exchange;

namespace Monitor.Benchmark.Tests.Exchange;

public class StatLineTextTests
{
    private static readonly Dictionary<string, string> none = [];

    [Theory]
    [InlineData("1e halfjaar 2020", "2020-H1", FigureStatus.Definite)]
    [InlineData("2e halfjaar 2021*", "2021-H2", FigureStatus.Provisional)]
    [InlineData("2e halfjaar 2021 *", "2021-H2", FigureStatus.Provisional)]
    [InlineData("2020 1e halfjaar", "2020-H1", FigureStatus.Definite)]
    [InlineData("2020", "2020", FigureStatus.Definite)]
    [InlineData("2023*", "2023", FigureStatus.Provisional)]
    [InlineData("2022**", "2022", FigureStatus.RevisedProvisional)]
    public void A_title_of_a_period_tells_its_status_by_asterisks(string text, string period, FigureStatus status) =>
        Assert.Equal(new StatLinePeriod(Period.Parse(period), status), StatLinePeriod.TryParse(text));

    [Theory]
    [InlineData("2020JJ00", "2020")]
    [InlineData("2020HJ01", "2020-H1")]
    [InlineData("2020HJ02  ", "2020-H2")]
    public void A_code_of_a_period_tells_no_status(string code, string period) =>
        Assert.Equal(new StatLinePeriod(Period.Parse(period), Status: null), StatLinePeriod.TryParse(code));

    [Theory]
    [InlineData("1e kwartaal 2020")]
    [InlineData("2020 1e kwartaal*")]
    [InlineData("2020 januari")]
    [InlineData("2020KW01")]
    [InlineData("2020MM12")]
    [InlineData("1971W101")]
    public void Other_kinds_of_period_are_known_and_not_kept(string text) =>
        Assert.Null(StatLinePeriod.TryParse(text)!.Period);

    [Theory]
    [InlineData("")]
    [InlineData("2020***")]
    [InlineData("3e halfjaar 2020")]
    [InlineData("Totaal")]
    [InlineData("1820JJ00")]
    public void What_is_no_period_is_none(string text) => Assert.Null(StatLinePeriod.TryParse(text));

    [Theory]
    [InlineData("65075", 65075)]
    [InlineData("65.075", 65075)]
    [InlineData("1 234 567", 1234567)]
    [InlineData("65\u00A0075", 65075)]
    [InlineData("-5", -5)]
    [InlineData("0,70", 0.70)]
    [InlineData("1.234,5", 1234.5)]
    public void A_Dutch_number_has_a_comma_and_perhaps_thousands(string text, double number) =>
        Assert.Equal(new StatLineValue(StatLineValueKind.Number, (decimal)number), StatLineValue.TryParseTitled(text));

    [Theory]
    [InlineData("5.5", 5.5)]
    [InlineData("     65075", 65075)]
    public void A_number_among_codes_has_a_point(string text, double number) =>
        Assert.Equal(new StatLineValue(StatLineValueKind.Number, (decimal)number), StatLineValue.TryParseCoded(text));

    [Fact]
    public void Asterisks_behind_a_number_are_its_own_status()
    {
        Assert.Equal(FigureStatus.Provisional, StatLineValue.TryParseTitled("59985*")!.Value.Status);
        Assert.Equal(FigureStatus.RevisedProvisional, StatLineValue.TryParseTitled("59985**")!.Value.Status);
    }

    [Fact]
    public void A_point_is_kept_back_and_a_blank_cannot_occur()
    {
        Assert.Equal(new StatLineValue(StatLineValueKind.Suppressed), StatLineValue.TryParseTitled("."));
        Assert.Equal(new StatLineValue(StatLineValueKind.Impossible), StatLineValue.TryParseTitled(" "));
        Assert.Equal(new StatLineValue(StatLineValueKind.Suppressed), StatLineValue.TryParseCoded("       ."));
    }

    [Theory]
    [InlineData("5.5")]
    [InlineData("65.07")]
    [InlineData("6 5")]
    [InlineData("x")]
    [InlineData("-")]
    [InlineData("*")]
    [InlineData(".*")]
    [InlineData("1e5")]
    [InlineData("12345678901234567890")]
    public void What_is_no_number_is_none(string text) => Assert.Null(StatLineValue.TryParseTitled(text));

    [Theory]
    [InlineData("Ontvangen meldingen (aantal)", "Ontvangen meldingen", "aantal")]
    [InlineData("Casussen met ontvangen melding(en) (aantal)", "Casussen met ontvangen melding(en)", "aantal")]
    [InlineData("Casussen met ontvangen melding(en)", "Casussen met ontvangen melding(en)", null)]
    [InlineData("Inwoners (x 1 000)", "Inwoners", "x 1 000")]
    [InlineData("OntvangenMeldingen_2", "OntvangenMeldingen", null)]
    public void A_column_is_a_title_with_a_unit_or_a_key_with_a_number(string column, string title, string? unit) =>
        Assert.Equal((title, unit), StatLineName.OfMeasure(column));

    [Fact]
    public void Title_and_key_of_one_thing_are_the_same()
    {
        Assert.Equal(StatLineName.KeyOf("Regio's"), StatLineName.KeyOf("RegioS"));
        Assert.Equal(StatLineName.KeyOf("Ontvangen meldingen"), StatLineName.KeyOf("OntvangenMeldingen"));
        Assert.Equal(StatLineName.KeyOf("Súdwest-Fryslân"), StatLineName.KeyOf("Sudwest-Fryslan"));
        Assert.NotEqual(StatLineName.KeyOf("Bergen (NH.)"), StatLineName.KeyOf("Bergen (L.)"));
    }

    [Fact]
    public void A_column_under_a_head_goes_by_its_last_parts_too()
    {
        Assert.True(StatLineName.Means("Voogdij", "Jeugdbescherming/Voogdij"));
        Assert.True(StatLineName.Means("Jeugdbescherming/Voogdij", "Jeugdbescherming/Voogdij"));
        Assert.False(StatLineName.Means("Jeugdbescherming", "Jeugdbescherming/Voogdij"));
    }

    [Theory]
    [InlineData("Nederland", "NL")]
    [InlineData("Noord-Nederland (LD)", "LD01")]
    [InlineData("Zuid-Nederland (LD)", "LD04")]
    [InlineData("Groningen (PV)", "PV20")]
    [InlineData("Fryslân (PV)", "PV21")]
    [InlineData("Utrecht (PV)", "PV26")]
    [InlineData("Groningen (VT)", "VT01")]
    [InlineData("Noord- en Oost-Gelderland (VT)", "VT06")]
    [InlineData("Oost-Groningen (CR)", "CR01")]
    [InlineData("Utrecht (gemeente)", "GM0344")]
    [InlineData("Groningen (gemeente)", "GM0014")]
    [InlineData("'s-Gravenhage (gemeente)", "GM0518")]
    [InlineData("Bergen (NH.)", "GM0373")]
    [InlineData("Bergen (L.)", "GM0893")]
    [InlineData("Hengelo (O.)", "GM0164")]
    [InlineData("Hengelo", "GM0164")]
    [InlineData("Laren (NH.)", "GM0417")]
    [InlineData("Middelburg (Z.)", "GM0687")]
    [InlineData("Nuenen, Gerwen en Nederwetten", "GM0820")]
    [InlineData("Súdwest-Fryslân", "GM1900")]
    public void An_area_is_found_by_name_and_suffix(string title, string code) =>
        Assert.Equal(code, Reading.Areas.Find(new StatLineMember(title, Code: null), 2017, none).Area?.Code);

    [Fact]
    public void An_ended_municipality_is_found_under_its_own_code() => Assert.Equal(
        "GM0241", Reading.Areas.Find(new StatLineMember("Groesbeek", Code: null), 2019, none).Area?.Code);

    [Theory]
    [InlineData("Bergen")]
    [InlineData("Hengelo (Gld.)")]
    [InlineData("Laren (Gld.)")]
    [InlineData("Eemsdelta")]
    public void A_municipality_that_is_not_known_so_is_not_guessed(string title)
    {
        var found = Reading.Areas.Find(new StatLineMember(title, Code: null), 2017, none);

        Assert.Equal(AreaKind.Municipality, found.Kind);
        Assert.Null(found.Area);
        Assert.NotNull(found.Problem);
    }

    [Fact]
    public void Another_kind_of_area_is_no_municipality() =>
        Assert.Equal(
            new FoundArea(Kind: null, Area: null, Problem: null),
            Reading.Areas.Find(new StatLineMember("GGD Drenthe (GG)", Code: null), 2017, none));

    [Theory]
    [InlineData("NL01", "NL")]
    [InlineData("NL01  ", "NL")]
    [InlineData("LD02", "LD02")]
    [InlineData("PV27", "PV27")]
    [InlineData("CR02", "CR02")]
    [InlineData("GM0363", "GM0363")]
    public void Codes_of_CBS_are_ours(string code, string area) =>
        Assert.Equal(area, Reading.Areas.Find(new StatLineMember(code, Code: null), 2020, none).Area?.Code);

    [Fact]
    public void A_code_of_a_Veilig_Thuis_region_goes_by_name_or_by_the_mapping()
    {
        Assert.Null(Reading.Areas.Find(new StatLineMember("VT09", Code: null), 2020, none).Area);
        Assert.Equal(
            "VT03", Reading.Areas.Find(new StatLineMember("Drenthe (VT)", "VT09"), 2020, none).Area?.Code);
        Assert.Equal(
            "VT20",
            Reading.Areas.Find(
                new StatLineMember("VT09", Code: null), 2020, new Dictionary<string, string> { ["VT09"] = "VT20" })
                .Area?.Code);
    }
}
