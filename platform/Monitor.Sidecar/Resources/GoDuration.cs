using System.Globalization;
using System.Text.RegularExpressions;

namespace Monitor.Sidecar;

/// <summary>
/// Durations as Go writes them: <c>200ms</c>, <c>10s</c>, <c>1m30s</c>; a bare number is milliseconds.
/// </summary>
internal static partial class GoDuration
{
    /// <exception cref="SidecarException">Not a duration.</exception>
    public static TimeSpan Parse(string text)
    {
        if (TryParse(text, out var duration))
        {
            return duration;
        }
        throw new SidecarException($"'{text}' is no duration: write 200ms, 10s or 1m30s.");
    }

    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var bare))
        {
            duration = TimeSpan.FromMilliseconds(bare);
            return true;
        }
        if (!Whole().IsMatch(text))
        {
            return false;
        }
        foreach (Match part in Part().Matches(text))
        {
            var number = double.Parse(part.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            duration += part.Groups[2].Value switch
            {
                "h" => TimeSpan.FromHours(number),
                "m" => TimeSpan.FromMinutes(number),
                "s" => TimeSpan.FromSeconds(number),
                _ => TimeSpan.FromMilliseconds(number),
            };
        }
        return true;
    }

    [GeneratedRegex(@"^(\d+(\.\d+)?(ms|h|m|s))+$")]
    private static partial Regex Whole();

    [GeneratedRegex(@"(\d+(?:\.\d+)?)(ms|h|m|s)")]
    private static partial Regex Part();
}
