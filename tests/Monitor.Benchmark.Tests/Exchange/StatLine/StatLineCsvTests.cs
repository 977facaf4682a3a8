using System.Text;
using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Exchange;

namespace Monitor.Benchmark.Tests.Exchange;

public class StatLineCsvTests
{
    private const string Header =
        "\"Kenmerken adviezen/meldingen\";\"Regio's\";\"Perioden\";\"Gestarte adviezen (aantal)\";"
        + "\"Ontvangen meldingen (aantal)\"";

    [Fact]
    public void The_national_half_years_are_read_as_published()
    {
        var read = Reading.OfCsv("84849NED", StatLineFiles.NationalCsv);

        Assert.Empty(read.Faults.InOrder);
        Assert.Equal(14, read.Observations.Count);
        Assert.Equal(14, read.Of.Cells);
        Assert.All(StatLineFiles.National, half =>
        {
            Assert.Equal(half.Advice, read["veilig-thuis.advice", "NL", half.Half]);
            Assert.Equal(half.Reports, read["veilig-thuis.reports", "NL", half.Half]);
        });
        Assert.All(read.Observations, o => Assert.Equal(
            o.Period.Text == "2022-H1" ? FigureStatus.Provisional : FigureStatus.Definite, o.Status));
    }

    [Fact]
    public void Regions_of_every_kind_are_told_by_their_suffix()
    {
        var read = Reading.OfCsv("84852NED", StatLineFiles.RegionalCsv);

        Assert.Empty(read.Faults.InOrder);
        Assert.All(StatLineFiles.Regional, region => Assert.Equal(
            region.Reports, read["veilig-thuis.reports", region.Area, region.Period.TrimEnd('*')]));
    }

    [Fact]
    public void Members_of_a_dimension_become_their_indicators()
    {
        // CBS 84851NED on Drenthe, and 84853NED on the country, of 2023 as first published.
        var nature = Reading.OfCsv("84851NED", """
            "Kenmerken adviezen, meldingen, diensten";"Regio's";"Perioden";"Ontvangen meldingen (aantal)"
            "Kindermishandeling";"Drenthe (VT)";"2023*";1060
            "(Ex-)partnergeweld";"Drenthe (VT)";"2023*";585
            "Geweld tegen ouders";"Drenthe (VT)";"2023*";125
            "Ouderenmishandeling (65+)";"Drenthe (VT)";"2023*";35
            """);
        var outcomes = Reading.OfCsv("84853NED", """
            "Uitkomsten onderzoek";"Perioden";"Regio's";"Afgeronde diensten onderzoek (aantal)"
            "Totaal";"2023*";"Nederland";7350
            "Kindermishandeling bevestigd";"2023*";"Nederland";2900
            "Partnergeweld bevestigd";"2023*";"Nederland";1500
            "Totaal";"2023*";"Amsterdam-Amstelland (VT)";210
            "Totaal";"2023*";"Groningen (VT)";255
            """);

        Assert.Empty(nature.Faults.InOrder);
        Assert.Equal(1060, nature["veilig-thuis.reports.child-abuse", "VT03", "2023"]);
        Assert.Equal(585, nature["veilig-thuis.reports.partner-violence", "VT03", "2023"]);
        Assert.Equal(125, nature["veilig-thuis.reports.violence-against-parents", "VT03", "2023"]);
        Assert.Equal(35, nature["veilig-thuis.reports.elder-abuse", "VT03", "2023"]);
        Assert.Empty(outcomes.Faults.InOrder);
        Assert.Equal(7350, outcomes["veilig-thuis.investigations", "NL", "2023"]);
        Assert.Equal(2900, outcomes["veilig-thuis.investigations.child-abuse.confirmed", "NL", "2023"]);
        Assert.Equal(1500, outcomes["veilig-thuis.investigations.partner-violence.confirmed", "NL", "2023"]);
        Assert.Equal(210, outcomes["veilig-thuis.investigations", "VT15", "2023"]);
    }

    [Fact]
    public void A_mapping_multiplies_notes_and_leaves_out_as_it_says()
    {
        var read = Reading.OfParts(
            Encoding.UTF8.GetBytes("""
                {"name":"own","table":"84852NED","title":"Eigen","source":"CBS","areaKinds":["COUNTRY"],
                 "dimensions":[{"name":"Aard","total":["Totaal"]}],
                 "figures":[{"indicator":"veilig-thuis.reports","measure":["Meldingen","Ontvangen meldingen"],
                             "unit":"x 1 000","factor":1000,"note":"In duizendtallen gepubliceerd."}],
                 "skip":[{"names":"Adviezen"},{"dimension":"Aard","names":["Onbekend"]}]}
                """),
            [
                new StatLinePart(Name: null, Encoding.UTF8.GetBytes("""
                    "Aard";"Regio's";"Perioden";"Veilig Thuis/Ontvangen meldingen (x 1 000)";"Adviezen (aantal)"
                    "Totaal";"Nederland";"2020";127,4;.
                    "Onbekend";"Nederland";"2020";0,5;.
                    "Anders";"Nederland";"2020";1;.
                    """)),
            ]);

        Assert.Empty(read.Faults.InOrder);
        var only = Assert.Single(read.Observations);
        Assert.Equal((127_400m, "In duizendtallen gepubliceerd."), (only.Value!.Value, only.Note));
        Assert.Equal(4, read.Of.Skipped);   // three of advice, one of an unknown kind
        Assert.Equal(["MEMBER"], read.Of.NotMapped.Select(n => n.Kind));
    }

    [Fact]
    public void A_title_above_and_a_source_below_are_no_rows()
    {
        var read = Reading.OfCsv("84849NED", $"""
            "Huiselijk geweld; rol/functie, organisatie, duur geweld, regio"

            {Header}
            "Totaal";"Assen";"2023*";525;270
            "Bron: CBS"
            """);

        Assert.Empty(read.Faults.InOrder);
        Assert.Equal(270, read["veilig-thuis.reports", "GM0106", "2023"]);
    }

    [Fact]
    public void A_point_is_suppressed_and_a_blank_is_nothing()
    {
        var read = Reading.OfCsv("84849NED", $"""
            {Header}
            "Totaal";"Assen";"2023*";.;
            """);

        Assert.Empty(read.Faults.InOrder);
        var only = Assert.Single(read.Observations);
        Assert.True(only.Suppressed);
        Assert.Null(only.Value);
        Assert.Equal((1, 1), (read.Of.Suppressed, read.Of.Impossible));
    }

    [Fact]
    public void The_download_in_codes_needs_to_be_told_the_status()
    {
        const string coded = """
            "ID";"KenmerkenAdviezenMeldingen";"RegioS";"Perioden";"GestarteAdviezen_1";"OntvangenMeldingen_2"
            "0";"Totaal";"NL01  ";"2019HJ01";"   53145";"   65075"
            "1";"Totaal";"GM0363";"2020JJ00";"    .";"   1235"
            """;

        Assert.Equal(["NO_STATUS"], Reading.OfCsv("84849NED", coded).Codes);
        var read = Reading.OfCsv("84849NED", coded, FigureStatus.Definite);
        Assert.Empty(read.Faults.InOrder);
        Assert.Equal(65075, read["veilig-thuis.reports", "NL", "2019-H1"]);
        Assert.Equal(1235, read["veilig-thuis.reports", "GM0363", "2020"]);
        Assert.Equal(4, read.Observations.Count);
    }

    [Fact]
    public void What_the_mapping_does_not_take_is_told_and_counted()
    {
        var read = Reading.OfCsv("84849NED", """
            "Kenmerken adviezen/meldingen";"Regio's";"Perioden";"Ontvangen meldingen (aantal)";"Iets anders (aantal)"
            "Totaal";"Nederland";"2020";127410;1
            "Vrijwilligers";"Nederland";"2020";5;1
            "Totaal";"Oost-Groningen (CR)";"2020";5;1
            "Totaal";"Eemsdelta";"2021";5;1
            "Totaal";"Nederland";"2020 1e kwartaal";5;1
            """);

        Assert.Empty(read.Faults.InOrder);
        Assert.Single(read.Observations);
        Assert.Equal(
            [
                ("MEASURE", "Iets anders", 5),
                ("AREA", "Eemsdelta", 1),
                ("AREA_KIND", "Corop", 1),
                ("MEMBER", "Ontvangen meldingen · Vrijwilligers", 1),
                ("PERIOD", "2020 1e kwartaal", 1),
            ],
            read.Of.NotMapped.Select(n => (n.Kind, n.Name, n.Cells)));
    }

    [Theory]
    [InlineData("\"Totaal\";\"Nederland\";\"2020\";x;5", "BAD_VALUE", 2, "Gestarte adviezen (aantal)")]
    [InlineData("\"Totaal\";\"Nederland\";\"2020\";3;5", "BAD_VALUE", 2, "Gestarte adviezen (aantal)")]
    [InlineData("\"Totaal\";\"Nederland\";\"2020\";-5;5", "BAD_VALUE", 2, "Gestarte adviezen (aantal)")]
    [InlineData("\"Totaal\";\"Nederland\";\"2020***\";5;", "BAD_PERIOD", 2, "Perioden")]
    [InlineData("\"Totaal\";\"Nederland\";\"2020\";5", "ROW_LENGTH", 2, null)]
    [InlineData("\"Totaal\";\"Neder\"land\";\"2020\";5;5", "BAD_CSV", 2, null)]
    [InlineData("\"Totaal\";\"Nederland\";\"2020\";5;\n\"Totaal\";\"Nederland\";\"2020\";10;", "DUPLICATE", 3,
        "Gestarte adviezen (aantal)")]
    public void A_row_that_is_wrong_is_named_by_line_and_column(string row, string code, int line, string? column)
    {
        var read = Reading.OfCsv("84849NED", $"{Header}\n{row}\n\"Bron: CBS\"\n");

        var fault = read.Faults.InOrder[0];
        Assert.Equal((code, (long)line, column), (fault.Code, fault.Line, fault.Column));
    }

    [Theory]
    [InlineData("a;b;c\n1;2;3\n", "NO_HEADER")]
    [InlineData("", "NO_HEADER")]
    [InlineData("\"Regio's\";\"Perioden\";\"Ontvangen meldingen (aantal)\"\n\"Nederland\";\"2020\";5\n", "NO_COLUMN")]
    [InlineData("\"Kenmerken adviezen/meldingen\";\"Regio's\";\"Perioden\";\"Ontvangen meldingen (x 1 000)\"\n"
        + "\"Totaal\";\"Nederland\";\"2020\";5\n", "BAD_UNIT")]
    [InlineData("\"Kenmerken adviezen/meldingen\";\"Regio's\";\"Perioden\";\"Iets (aantal)\"\n"
        + "\"Totaal\";\"Nederland\";\"2020\";5\n", "NOTHING_MAPPED")]
    [InlineData("\"Kenmerken adviezen/meldingen\";\"Regio's\";\"Perioden\";\"Perioden\";\"Iets (aantal)\"\n",
        "DUPLICATE_COLUMN")]
    public void A_file_of_another_shape_is_refused_as_such(string file, string code) =>
        Assert.Equal(code, Reading.OfCsv("84849NED", file).Codes[0]);

    [Fact]
    public void A_dimension_that_the_mapping_does_not_know_is_no_measure()
    {
        var read = Reading.OfCsv("84849NED", """
            "Kenmerken adviezen/meldingen";"Geslacht";"Regio's";"Perioden";"Ontvangen meldingen (aantal)"
            "Totaal";"Vrouwen";"Nederland";"2020";64505
            """);

        Assert.Equal(("BAD_VALUE", "Geslacht"), (read.Faults.InOrder[0].Code, read.Faults.InOrder[0].Column));
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_told() => Assert.Equal(
        ["NOT_UTF8", "NOTHING_MAPPED"],
        Reading.OfParts(
            Reading.MappingOf("84849NED"), [new StatLinePart(Name: null, new byte[] { 0x46, 0x72, 0x79, 0xE2, 0x6E })])
            .Codes.Append("NOTHING_MAPPED").Distinct());

    [Fact]
    public void An_unclosed_quote_does_not_swallow_the_file()
    {
        var rows = string.Concat(Enumerable.Repeat("\"Totaal\";\"Nederland\";\"2020\";5;5\n", 4000));

        var read = Reading.OfCsv("84849NED", $"{Header}\n\"Totaal;\"Nederland\";\"2020\";5;5\n{rows}");

        Assert.Contains("BAD_CSV", read.Codes);
    }
}
