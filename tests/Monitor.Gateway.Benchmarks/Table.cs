using System.Globalization;
using System.Text;
using Monitor.Gateway.Benchmarks.Contestants;
using Monitor.Gateway.Benchmarks.Queries;

namespace Monitor.Gateway.Benchmarks;

/// <summary>The figures as tables of Markdown, one for each query.</summary>
internal static class Table
{
    private const double Megabyte = 1_048_576;

    public static string Of(IReadOnlyList<Measured> measured)
    {
        var text = new StringBuilder();
        foreach (var query in ShopQuery.Names)
        {
            var rows = measured.Where(one => one.Query == query).ToList();
            if (rows.Count > 0)
            {
                Append(text, query, rows);
            }
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string query, List<Measured> rows)
    {
        var apollo = rows.Find(row => row.Contestant == Field.ApolloName);
        var floor = rows.Find(row => row.Contestant == Field.FloorName);
        text.Append(text.Length > 0 ? "\n" : "");
        text.Append(CultureInfo.InvariantCulture, $"| {query} | requests/s | p50 ms | p99 ms | CPU ms a request ");
        text.Append("| calls | core busy | peak MB | wrong | × Apollo | of the floor | × its CPU |\n");
        text.Append("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        foreach (var row in rows)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {row.Contestant} | {row.PerSecond:#,0} | {row.P50:0.0} | {row.P99:0.0} "
                + $"| {row.CpuMilliseconds:0.000} | {row.Calls:0.0} | {row.Busy * 100:0} % "
                + $"| {row.PeakBytes / Megabyte:0} | {row.Wrong} "
                + $"| {Ratio(row.PerSecond, apollo?.PerSecond, "0.0")} "
                + $"| {Ratio(row.PerSecond * 100, floor?.PerSecond, "0")}{(floor is null ? "" : " %")} "
                + $"| {Ratio(row.CpuMilliseconds, floor?.CpuMilliseconds, "0.0")} |\n");
        }
    }

    private static string Ratio(double value, double? to, string format) =>
        to is { } other ? (value / other).ToString(format, CultureInfo.InvariantCulture) : "–";
}
