using System.ComponentModel.DataAnnotations;

namespace Monitor.Benchmark;

/// <summary>From where figures may be fetched, how much at once, and when it happens by itself.</summary>
public sealed class FigureImportOptions : IValidatableObject
{
    public const string Section = "FigureImport";

    private static readonly string[] hostsOfCbs = ["datasets.cbs.nl", "opendata.cbs.nl"];

    /// <summary>Hosts that may be fetched from, by https alone. None, the default: CBS's two.</summary>
    // Not the default itself: what the settings name would be added to it.
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>
    /// For a table that a developer serves himself: http, other ports and private addresses of the hosts on the list
    /// too. Refused in Production.
    /// </summary>
    public bool AllowLocal { get; init; }

    /// <summary>Bytes of a file that is sent, 1 KiB to 64 MiB. Default 16 MiB, as at gateway and sidecars.</summary>
    [Range(1024, 64 * 1024 * 1024)]
    public int LargestFile { get; init; } = 16 * 1024 * 1024;

    /// <summary>Bytes of a table unpacked, or fetched, in all. Default 256 MiB.</summary>
    [Range(1024, 1024 * 1024 * 1024)]
    public int LargestTable { get; init; } = 256 * 1024 * 1024;

    /// <summary>Pages, or files of an archive, 10 to 10,000. Default 500.</summary>
    [Range(10, 10_000)]
    public int MostPages { get; init; } = 500;

    /// <summary>For one page of a fetch. Default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan PageTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>For a whole import; through the gateway its own limit of 4 minutes holds. Default 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan LongestImport { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How often a page that fails is asked for again, 0 to 10. Default 3.</summary>
    [Range(0, 10)]
    public int PageRetries { get; init; } = 3;

    /// <summary>Before the first such retry; twice as long each time, at most 30 s. Default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:30")]
    public TimeSpan PageRetryAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Names of the mappings that are imported by the clock. None, the default: it is off.</summary>
    public IReadOnlyList<string> Scheduled { get; init; } = [];

    /// <summary>Days of the year, as <c>04-30</c>. None, the default: 30 April and 31 October.</summary>
    public IReadOnlyList<string> Days { get; init; } = [];

    /// <summary>The time of day, in the Netherlands. Default 06:00.</summary>
    public TimeOnly At { get; init; } = new(6, 0);

    /// <summary>How often an import by the clock is tried, 1 to 50. Default 6.</summary>
    [Range(1, 50)]
    public int Attempts { get; init; } = 6;

    /// <summary>Before the second attempt; twice as long each time, at most a day. Default 15 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "1.00:00:00")]
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How often it is looked whether something is due. Default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "01:00:00")]
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>A day that passed while nothing ran is made up for within this time. Default 30 days.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "180.00:00:00")]
    public TimeSpan CatchUp { get; init; } = TimeSpan.FromDays(30);

    /// <summary><see cref="Hosts"/>, or the default.</summary>
    internal IReadOnlyList<string> AllowedHosts => Hosts.Count > 0 ? Hosts : hostsOfCbs;

    /// <summary>Month and day of each of <see cref="Days"/>, or of the default.</summary>
    internal IReadOnlyList<(int Month, int Day)> DueDays =>
        Days.Count > 0 ? [.. Days.Select(day => DayOf(day)!.Value)] : [(4, 30), (10, 31)];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var host in Hosts.Where(host => Uri.CheckHostName(host) == UriHostNameType.Unknown))
        {
            yield return new ValidationResult($"{Section}:{nameof(Hosts)}: '{host}' is no name of a host.");
        }

        foreach (var day in Days.Where(day => DayOf(day) is null))
        {
            yield return new ValidationResult($"{Section}:{nameof(Days)}: '{day}' is no day such as 04-30.");
        }
    }

    private static (int Month, int Day)? DayOf(string text) =>
        text.Length == 5 && text[2] == '-'
        && int.TryParse(text.AsSpan(0, 2), out var month) && int.TryParse(text.AsSpan(3), out var day)
        && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(2001, month)   // no 29 February
            ? (month, day)
            : null;
}
