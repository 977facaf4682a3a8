namespace Monitor.Community.Domain;

/// <summary>When digests are due: at seven in the morning in the Netherlands, each day or on Mondays.</summary>
public static class Morning
{
    private static readonly TimeZoneInfo Netherlands = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");
    private static readonly TimeOnly Seven = new(7, 0);

    /// <summary>The last morning that was, at or before this moment.</summary>
    public static DateTimeOffset Daily(DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, Netherlands);
        var day = DateOnly.FromDateTime(local.DateTime);
        return At(TimeOnly.FromDateTime(local.DateTime) < Seven ? day.AddDays(-1) : day);
    }

    /// <summary>The last Monday morning that was, at or before this moment.</summary>
    public static DateTimeOffset Weekly(DateTimeOffset now)
    {
        var last = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Daily(now), Netherlands).DateTime);
        return At(last.AddDays(-(((int)last.DayOfWeek + 6) % 7)));
    }

    private static DateTimeOffset At(DateOnly day)
    {
        var local = day.ToDateTime(Seven);
        return new DateTimeOffset(local, Netherlands.GetUtcOffset(local));
    }
}
