using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Exchange;

namespace Monitor.Benchmark.Tests.Exchange;

public class StatLineODataTests
{
    private static readonly (string, string) total = ("KenmerkenAdviezenMeldingen", "T001");

    [Theory]
    [InlineData(1000)]
    [InlineData(4)]
    [InlineData(1)]
    public void The_sets_give_the_same_observations_as_the_download(int pageSize)
    {
        var download = Reading.OfCsv("84849NED", StatLineFiles.NationalCsv);

        var sets = Reading.OfSets("84849NED", StatLineFiles.NationalSets(pageSize));

        Assert.Empty(sets.Faults.InOrder);
        Assert.Equal(14, sets.Observations.Count);
        Assert.Equivalent(download.Observations, sets.Observations, strict: true);
        Assert.Equal(new DateOnly(2022, 12, 14), sets.Of.ModifiedOn);
    }

    [Fact]
    public void The_status_of_a_period_comes_from_its_code_list()
    {
        var read = Reading.OfSets("84849NED", StatLineFiles.NationalSets());

        Assert.Equal(
            FigureStatus.Provisional, read.Observations.Single(o =>
                o.Indicator == "veilig-thuis.reports" && o.Period.Text == "2022-H1").Status);
        Assert.Equal(12, read.Observations.Count(o => o.Status == FigureStatus.Definite));
    }

    [Fact]
    public void What_CBS_keeps_back_is_suppressed_and_what_cannot_occur_is_nothing()
    {
        var read = Reading.OfSets("84849NED", Sets(
            StatLineFiles.Cell("M1", null, total, "GM0106", "2023JJ00", "Confidential"),
            StatLineFiles.Cell("M2", null, total, "GM0106", "2023JJ00", "NotAvailable"),
            StatLineFiles.Cell("M1", null, total, "NL01", "2023JJ00", "Impossible"),
            StatLineFiles.Cell("M2", 127340, total, "NL01", "2023JJ00")));

        Assert.Empty(read.Faults.InOrder);
        Assert.Equal(127340, read["veilig-thuis.reports", "NL", "2023"]);
        Assert.Equal(2, read.Observations.Count(o => o is { Suppressed: true, Value: null, Area.Code: "GM0106" }));
        Assert.Equal(1, read.Of.Impossible);
    }

    [Theory]
    [InlineData("M9", 5, "NL01", "None", "UNKNOWN_CODE", "Measure")]
    [InlineData("M1", 5, "GM9999", "None", "UNKNOWN_CODE", "RegioS")]
    [InlineData("M1", null, "NL01", "None", "BAD_VALUE", "Value")]
    [InlineData("M1", null, "NL01", "Geheim", "BAD_VALUE", "Value")]
    [InlineData("M1", 7, "NL01", "None", "BAD_VALUE", "M1")]
    public void A_record_that_is_wrong_is_named_by_its_number(
        string measure, int? value, string region, string attribute, string code, string column)
    {
        var read = Reading.OfSets("84849NED", Sets(
            StatLineFiles.Cell("M2", 5, total, "NL01", "2023JJ00"),
            StatLineFiles.Cell(measure, value, total, region, "2023JJ00", attribute)));

        var fault = Assert.Single(read.Faults.InOrder);
        Assert.Equal(
            (code, 2L, column, "Observations-1.json"), (fault.Code, fault.Line, fault.Column, fault.File));
    }

    [Theory]
    [InlineData("Dimensions.json", "MISSING_SET")]
    [InlineData("MeasureCodes.json", "MISSING_SET")]
    [InlineData("RegioSCodes.json", "MISSING_SET")]
    [InlineData("KenmerkenAdviezenMeldingenCodes.json", "MISSING_SET")]
    [InlineData("Observations-2.json", "MISSING_PAGE")]
    [InlineData("Observations-4.json", "MISSING_PAGE")]
    public void A_set_or_page_that_lacks_is_told(string name, string code) => Assert.Contains(
        code,
        Reading.OfSets("84849NED", [.. StatLineFiles.NationalSets(4).Where(f => f.Name != name)]).Codes);

    [Fact]
    public void Groups_and_properties_may_lack()
    {
        var read = Reading.OfSets("84849NED", [
            .. StatLineFiles.NationalSets().Where(f => !f.Name.Contains("Groups") && f.Name != "Properties.json")]);

        Assert.Empty(read.Faults.InOrder);
        Assert.Null(read.Of.ModifiedOn);
    }

    [Fact]
    public void Another_table_than_the_mapping_is_of_is_refused() =>
        Assert.Contains("WRONG_TABLE", Reading.OfSets("84849NED", Sets("84851NED", [
            StatLineFiles.Cell("M1", 5, total, "NL01", "2023JJ00")])).Codes);

    [Fact]
    public void A_dimension_that_the_mapping_does_not_name_is_refused() => Assert.Contains(
        "UNKNOWN_DIMENSION",
        Reading.OfSets("84847NED", Sets("84847NED", [
            StatLineFiles.Cell("M1", 5, total, "NL01", "2023JJ00")])).Codes);

    [Fact]
    public void A_set_is_known_by_its_context_whatever_its_file_is_called()
    {
        var read = Reading.OfSets("84849NED", [
            .. StatLineFiles.NationalSets()
                .Select((f, n) => ($"{(f.Name.StartsWith('O') ? "Observations" : "a")}{n}", f.Json))]);

        Assert.Empty(read.Faults.InOrder);
        Assert.Equal(14, read.Observations.Count);
    }

    [Theory]
    [InlineData("{\"@odata.context\":\"x#Observations\",\"value\":[{\"Id\":", "BAD_JSON")]
    [InlineData("{\"value\":[]}", "UNKNOWN_SET")]
    public void A_file_that_is_no_answer_is_told(string json, string code) => Assert.Contains(
        code, Reading.OfSets("84849NED", [.. StatLineFiles.NationalSets(), ("1.json", json)]).Codes);

    [Fact]
    public void Members_of_equal_title_are_told_apart_by_their_group()
    {
        var sets = StatLineFiles.NationalSets().ToDictionary(f => f.Name, f => f.Json);
        sets["KenmerkenAdviezenMeldingenCodes.json"] = """
            {"@odata.context":"x#KenmerkenAdviezenMeldingenCodes","value":[
              {"Identifier":"T001","Title":"Totaal","DimensionGroupId":"0"},
              {"Identifier":"A1","Title":"Onderwijs","DimensionGroupId":"1"},
              {"Identifier":"A2","Title":"Onderwijs","DimensionGroupId":"2"}]}
            """;
        sets["KenmerkenAdviezenMeldingenGroups.json"] = """
            {"@odata.context":"x#KenmerkenAdviezenMeldingenGroups","value":[
              {"Id":"0","Title":"","ParentId":null},{"Id":"1","Title":"Meldingen","ParentId":"0"},
              {"Id":"2","Title":"Adviezen","ParentId":"2"}]}
            """;
        var mapping = System.Text.Encoding.UTF8.GetString(Reading.MappingOf("84849NED"))
            .Replace("\"Onderwijs\"", "\"Adviezen/Onderwijs\"", StringComparison.Ordinal);
        var read = Reading.OfParts(
            System.Text.Encoding.UTF8.GetBytes(mapping),
            [
                .. sets.Select(f => new StatLinePart(f.Key, System.Text.Encoding.UTF8.GetBytes(
                    f.Value.Replace("\"KenmerkenAdviezenMeldingen\":\"T001\"",
                        f.Key.StartsWith('O') ? "\"KenmerkenAdviezenMeldingen\":\"A2\"" : "",
                        StringComparison.Ordinal)))),
            ]);

        Assert.Empty(read.Faults.InOrder);
        Assert.Equal(65075, read["veilig-thuis.reports.education", "NL", "2019-H1"]);
    }

    private static (string Name, string Json)[] Sets(params Dictionary<string, object?>[] cells) =>
        Sets("84849NED", cells);

    private static (string Name, string Json)[] Sets(string table, Dictionary<string, object?>[] cells) =>
        StatLineFiles.Sets(
            table,
            "2024-04-30T02:00:00Z",
            [("KenmerkenAdviezenMeldingen", "Kenmerken adviezen/meldingen", [("T001", "Totaal")])],
            [("NL01", "Nederland"), ("GM0106", "Assen")],
            [("2023JJ00", "2023", "*")],
            [("M1", "Gestarte adviezen"), ("M2", "Ontvangen meldingen")],
            cells,
            pageSize: 1000);
}
