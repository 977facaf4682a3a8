using System.Globalization;

namespace Monitor.Seeds.Tests;

public class AreaTests
{
    private static readonly IReadOnlyList<IReadOnlyDictionary<string, string>> Municipalities =
        Seed.Csv("municipalities-2017.csv");

    private static readonly IReadOnlyList<IReadOnlyDictionary<string, string>> Regions = Seed.Csv("regions.csv");

    private static readonly IReadOnlyList<IReadOnlyDictionary<string, string>> Memberships =
        Seed.Csv("memberships-2017.csv");

    [Theory]
    [InlineData(2013, 408)]
    [InlineData(2014, 403)]
    [InlineData(2015, 393)]
    [InlineData(2016, 390)]
    [InlineData(2017, 388)]
    [InlineData(2018, 380)]
    public void Each_year_has_the_known_number_of_municipalities(int year, int count)
    {
        var codes = Codes(year);

        Assert.Equal(count, codes.Count);
        Assert.All(codes, code => Assert.Matches("^GM[0-9]{4}$", code));
    }

    [Theory]
    [InlineData("VEILIG_THUIS", 26)]
    [InlineData("SAFETY_REGION", 25)]
    [InlineData("CENTRE_AREA", 35)]
    [InlineData("PROVINCE", 12)]
    [InlineData("COROP", 40)]
    public void Each_kind_of_region_divides_the_country(string kind, int count)
    {
        var regions = Regions.Where(row => row["kind"] == kind).Select(row => row["code"]).ToHashSet();
        var members = Memberships.Where(row => row["kind"] == kind).ToList();

        Assert.Equal(count, regions.Count);
        Assert.Equal(regions, members.Select(row => row["region"]).ToHashSet());
        Assert.Equal(Codes(2017).Order(), members.Select(row => row["municipality"]).Order());
    }

    [Fact]
    public void Codes_of_regions_are_unique_across_kinds() =>
        Assert.Equal(Regions.Count, Regions.Select(row => row["code"]).Distinct().Count());

    [Fact]
    public void A_centre_municipality_lies_in_its_own_area_and_only_centre_areas_have_one()
    {
        var areas = Memberships.Where(row => row["kind"] == "CENTRE_AREA")
            .ToDictionary(row => row["municipality"], row => row["region"]);

        Assert.All(Regions, row => Assert.Equal(row["kind"] == "CENTRE_AREA", row["centre_municipality"] != ""));
        Assert.All(
            Regions.Where(row => row["kind"] == "CENTRE_AREA"),
            row => Assert.Equal(row["code"], areas[row["centre_municipality"]]));
    }

    [Fact]
    public void Memberships_say_how_sure_they_are()
    {
        Assert.Equal(34, Memberships.Count(row => row["confidence"] != "HIGH"));
        Assert.All(Memberships, row => Assert.Contains(row["confidence"], new[] { "HIGH", "MEDIUM", "LOW" }));
    }

    [Theory]
    [InlineData("UNDER_25K", 170, 0, 24_999)]
    [InlineData("FROM_25K_TO_50K", 140, 25_000, 49_999)]
    [InlineData("FROM_50K_TO_100K", 47, 50_000, 99_999)]
    [InlineData("FROM_100K_TO_250K", 27, 100_000, 249_999)]
    [InlineData("OVER_250K", 4, 250_000, int.MaxValue)]
    public void A_size_class_holds_the_municipalities_of_that_size(string name, int count, int lowest, int highest)
    {
        var members = Municipalities.Where(row => row["size_class"] == name).ToList();

        Assert.Equal(count, members.Count);
        Assert.All(members, row => Assert.InRange(Number(row["inhabitants"]), lowest, highest));
    }

    [Theory]
    [InlineData("2014-01-01", 403, 16_828_900)]
    [InlineData("2015-01-01", 393, 16_900_726)]
    public void Inhabitants_add_up_to_the_country(string date, int municipalities, int inhabitants)
    {
        var counted = Seed.Csv("inhabitants.csv")
            .Where(row => row["on"] == date && row["precision"] != "SUM_OF_PREDECESSORS")
            .ToList();

        Assert.Equal(municipalities, counted.Count);
        Assert.Equal(inhabitants, counted.Sum(row => Number(row["inhabitants"])));
    }

    [Fact]
    public void Inhabitants_inside_the_borders_of_2017_add_up_to_the_country_of_2015() =>
        Assert.Equal(16_900_726, Municipalities.Sum(row => Number(row["inhabitants"])));

    [Fact]
    public void Successions_explain_every_change_of_the_list_from_2013_to_2018()
    {
        var successions = Seed.Csv("successions.csv");
        Assert.Equal(44, successions.Count);
        for (var year = 2014; year <= 2018; year++)
        {
            var (before, after) = (Codes(year - 1), Codes(year));

            // A change on 1-7-2015 shows in the list of 1-1-2016.
            var inYear = successions
                .Where(row => string.CompareOrdinal(row["date"], $"{year - 1}-01-01") > 0
                    && string.CompareOrdinal(row["date"], $"{year}-01-01") <= 0)
                .ToList();
            Assert.Equal(before.Except(after).Order(), inYear.Select(row => row["old_code"]).Distinct().Order());
            Assert.Subset(inYear.Select(row => row["new_code"]).ToHashSet(), after.Except(before).ToHashSet());
            Assert.All(inYear, row => Assert.Contains(row["new_code"], after));
        }
    }

    private static HashSet<string> Codes(int year) =>
        [.. Seed.Csv($"municipalities-{year}.csv").Select(row => row["code"])];

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
