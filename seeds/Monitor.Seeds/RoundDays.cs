using System.Text.Json;

namespace Monitor.Seeds;

/// <summary>When a round is open, from <c>seeds/rounds/YYYY.json</c>, and until when each may answer.</summary>
/// <param name="OpensOn">The first day.</param>
/// <param name="ClosesOn">The last day.</param>
public sealed record RoundDays(DateOnly OpensOn, DateOnly ClosesOn)
{
    /// <summary>Municipalities that ended while the round was open, with the day on which they were gone.</summary>
    public IReadOnlyDictionary<string, DateOnly> Ends { get; init; } = new Dictionary<string, DateOnly>();

    /// <exception cref="JsonException">The file does not say when the round opens and closes.</exception>
    public static RoundDays Read(string path) =>
        JsonSerializer.Deserialize<RoundDays>(File.ReadAllBytes(path), JsonSerializerOptions.Web)
        ?? throw new JsonException($"{path} holds no round.");

    /// <summary>A moment in office hours on a working day of the round, in UTC.</summary>
    public DateTimeOffset Moment(string municipality, SplitMix64 random)
    {
        var days = ClosesOn.DayNumber - OpensOn.DayNumber + 1;
        var end = Ends.TryGetValue(municipality, out var gone) ? gone : DateOnly.MaxValue;
        while (true)
        {
            var day = OpensOn.AddDays(random.Below(days));
            var time = new TimeOnly(7 + random.Below(8), random.Below(60), random.Below(60));
            if (day < end && IsWorkingDay(day))
            {
                return new DateTimeOffset(day, time, TimeSpan.Zero);
            }
        }
    }

    /// <summary>A weekday that is not Christmas (two days) or New Year.</summary>
    private static bool IsWorkingDay(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
        && (day.Month, day.Day) is not ((12, 25) or (12, 26) or (1, 1));
}
