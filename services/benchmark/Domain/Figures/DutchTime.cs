namespace Monitor.Benchmark.Domain;

/// <summary>
/// Days and times in the Netherlands, by the rule that the European Union has had since 1996 (summer time from the last
/// Sunday of March to the last of October), so that no time zone files are needed.
/// </summary>
public static class DutchTime
{
    private static readonly TimeZoneInfo zone = TimeZoneInfo.CreateCustomTimeZone(
        "Europe/Amsterdam", TimeSpan.FromHours(1), "Amsterdam", "CET", "CEST",
        [
            TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
                DateTime.MinValue.Date,
                DateTime.MaxValue.Date,
                TimeSpan.FromHours(1),
                LastSunday(month: 3, hour: 2),
                LastSunday(month: 10, hour: 3)),
        ]);

    public static DateOnly DayOf(DateTimeOffset moment) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);

    /// <summary>The moment at which it is this time of this day.</summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }

    private static TimeZoneInfo.TransitionTime LastSunday(int month, int hour) =>
        TimeZoneInfo.TransitionTime.CreateFloatingDateRule(
            new DateTime(1, 1, 1, hour, 0, 0), month, week: 5, DayOfWeek.Sunday);
}
