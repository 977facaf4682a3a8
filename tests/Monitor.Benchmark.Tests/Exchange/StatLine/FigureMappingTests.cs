using System.Text;
using Monitor.Benchmark.Exchange;
using Monitor.Testing;

namespace Monitor.Benchmark.Tests.Exchange;

public class FigureMappingTests
{
    private const string Sound = """
        {"name":"84847NED","table":"84847NED","title":"Titel","address":"https://datasets.cbs.nl/odata/v1/CBS/84847NED",
         "source":"CBS","areaKinds":["COUNTRY"],"dimensions":[{"name":"Aard"}],
         "figures":[{"indicator":"veilig-thuis.reports","measure":"Meldingen","members":{"Aard":"Totaal"}}]}
        """;

    public static TheoryData<string> Tables =>
    [
        .. Directory.GetFiles(Path.Combine(Repository.Seeds, "figures", "mappings"), "*.json")
            .Select(file => Path.GetFileNameWithoutExtension(file)!),
    ];

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_mapping_of_the_seeds_is_sound(string name)
    {
        var faults = new FigureFaults();

        var mapping = FigureMappingFile.Read(Reading.MappingOf(name), faults);

        Assert.Empty(faults.InOrder);
        Assert.Equal(name, mapping!.Name);
        Assert.Equal("datasets.cbs.nl", mapping.Address!.Host);
    }

    [Fact]
    public void There_is_a_mapping_for_every_table_of_figures() => Assert.Superset(
        new HashSet<string> { "84847NED", "84849NED", "84851NED", "84852NED", "84853NED", "82975NED" },
        Tables.Select(row => row.Data).ToHashSet());

    [Theory]
    [InlineData("\"title\":\"Titel\",", "", "$")]
    [InlineData("\"title\":\"Titel\"", "\"titel\":\"Titel\"", "$.titel")]
    [InlineData("\"name\":\"84847NED\"", "\"name\":\"a b\"", "name")]
    [InlineData("https://", "file://", "address")]
    [InlineData("[\"COUNTRY\"]", "[]", "areaKinds")]
    [InlineData("[\"COUNTRY\"]", "[\"LAND\"]", "$.areaKinds[0]")]
    [InlineData("\"members\":{\"Aard\":\"Totaal\"}", "\"members\":{\"Soort\":\"Totaal\"}", "figures[0].members.Soort")]
    [InlineData(",\"members\":{\"Aard\":\"Totaal\"}", "", "figures[0].members")]
    [InlineData("veilig-thuis.reports", "Veilig Thuis", "figures[0].indicator")]
    [InlineData("\"measure\":\"Meldingen\"", "\"measure\":\"Meldingen\",\"factor\":0", "figures[0].factor")]
    [InlineData("\"measure\":\"Meldingen\"", "\"measure\":[]", "$.figures[0].measure")]
    [InlineData("\"areaKinds\"", "\"areas\":{\"Fryslân\":\"XX1\"},\"areaKinds\"", "areas.Fryslân")]
    public void A_mapping_that_is_wrong_says_where(string right, string wrong, string place)
    {
        Assert.Contains(right, Sound, StringComparison.Ordinal);
        var faults = new FigureFaults();

        var mapping = FigureMappingFile.Read(
            Encoding.UTF8.GetBytes(Sound.Replace(right, wrong, StringComparison.Ordinal)), faults);

        Assert.Null(mapping);
        Assert.Equal("BAD_MAPPING", faults.InOrder[0].Code);
        Assert.Equal(place, faults.InOrder[0].Column);
    }

    [Fact]
    public void No_two_figures_take_the_same_numbers()
    {
        var faults = new FigureFaults();

        FigureMappingFile.Read(
            Encoding.UTF8.GetBytes(Sound.Replace(
                "\"figures\":[",
                """
                "figures":[{"indicator":"veilig-thuis.cases","measure":"meldingen","members":{"Aard":"Totaal"}},
                """,
                StringComparison.Ordinal)),
            faults);

        Assert.Equal("figures[1]", faults.InOrder[0].Column);
    }
}
