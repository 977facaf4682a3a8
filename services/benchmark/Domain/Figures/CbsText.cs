using System.Globalization;

namespace Monitor.Benchmark.Domain;

/// <summary>
/// Writes figures as CBS prints them: a point for what is suppressed, nothing for what cannot be, marks.
/// </summary>
public static class CbsText
{
    private static readonly NumberFormatInfo dutch = new()
    {
        NumberGroupSeparator = ".", NumberDecimalSeparator = ",", NumberGroupSizes = [3],
    };

    public static string Of(
        decimal? value, decimal? low, decimal? high, int decimals, bool suppressed, FigureStatus? status)
    {
        if (value is not { } number)
        {
            return suppressed ? "." : "";
        }

        var text = low is { } from && high is { } to
            ? $"{Number(from, decimals)} – {Number(to, decimals)}"
            : Number(number, decimals);
        return text + status switch
        {
            FigureStatus.Provisional => "*",
            FigureStatus.RevisedProvisional => "**",
            _ => "",
        };
    }

    private static string Number(decimal value, int decimals) =>
        value.ToString($"N{decimals.ToString(CultureInfo.InvariantCulture)}", dutch);
}
