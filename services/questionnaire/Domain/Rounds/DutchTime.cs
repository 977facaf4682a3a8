namespace Monitor.Questionnaire.Domain;

/// <summary>
/// Days and times as people in the Netherlands read them. By the rule that the European Union has had since 1996
/// (summer time from the last Sunday of March to the last of October), so that no time zone files are needed.
/// </summary>
public static class DutchTime
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.CreateCustomTimeZone(
        "Europe/Amsterdam", TimeSpan.FromHours(1), "Amsterdam", "CET", "CEST",
        [
            TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
                DateTime.MinValue.Date,
                DateTime.MaxValue.Date,
                TimeSpan.FromHours(1),
                LastSunday(month: 3, hour: 2),
                LastSunday(month: 10, hour: 3)),
        ]);

    private static readonly string[] Days =
        ["zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"];

    private static readonly string[] Months =
    [
        "januari", "februari", "maart", "april", "mei", "juni",
        "juli", "augustus", "september", "oktober", "november", "december",
    ];

    public static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(Local(moment).DateTime);

    /// <summary>The moment at which it is this time of this day.</summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local));
    }

    /// <summary>As a letter says it: <c>vrijdag 30 april 2021 om 23:59 uur</c>.</summary>
    public static string Text(DateTimeOffset moment)
    {
        var local = Local(moment);
        return FormattableString.Invariant(
            $"{Days[(int)local.DayOfWeek]} {local.Day} {Months[local.Month - 1]} {local.Year} om {local:HH':'mm} uur");
    }

    private static DateTimeOffset Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone);

    private static TimeZoneInfo.TransitionTime LastSunday(int month, int hour) =>
        TimeZoneInfo.TransitionTime.CreateFloatingDateRule(
            new DateTime(1, 1, 1, hour, 0, 0), month, week: 5, DayOfWeek.Sunday);
}
