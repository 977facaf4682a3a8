using System.Text.Json;

namespace Monitor.Seeds.Tests;

/// <summary>
/// Figures by their place in a JSON file, such as <c>participation/bySizeClass/UNDER_25K/responded</c>.
/// </summary>
internal static class Figures
{
    /// <summary>Every number in the file but the year of the round; list items go by their first property.</summary>
    public static IReadOnlyDictionary<string, decimal> Printed(int round)
    {
        var found = new Dictionary<string, decimal>();
        Collect(Seed.Json("published", $"report-{round}.json"), "", found);
        Assert.True(found.Remove("round"));
        return found;
    }

    private static void Collect(JsonElement element, string place, Dictionary<string, decimal> found)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Number:
                found.Add(place, element.GetDecimal());
                break;
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    Collect(property.Value, Join(place, property.Name), found);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Collect(item, Join(place, item.EnumerateObject().First().Value.GetString()!), found);
                }

                break;
        }
    }

    private static string Join(string place, string name) => place.Length == 0 ? name : $"{place}/{name}";
}
