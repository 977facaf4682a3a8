using System.Globalization;
using System.Text;

namespace Monitor.GraphQL.Benchmarks.Engine;

/// <summary>The figures as a table of Markdown.</summary>
internal static class Table
{
    public static string Of(IEnumerable<Figures> figures)
    {
        var table = new StringBuilder();
        table.Append("| work | graphql-js µs | Monitor µs | times faster | bytes allocated |\n");
        table.Append("|---|--:|--:|--:|--:|\n");
        foreach (var row in figures)
        {
            table.Append(
                CultureInfo.InvariantCulture,
                $"| {row.Work} | {row.GraphqlJsMicroseconds:#,0.0} | {row.MonitorMicroseconds:#,0.0} "
                + $"| {row.Ratio:0.0} | {row.Bytes:#,0} |\n");
        }

        return table.ToString();
    }
}
