using System.ComponentModel.DataAnnotations;

namespace Monitor.Community;

/// <summary>Every setting of this service beyond those that all processes share.</summary>
public sealed class CommunityOptions
{
    public const string Section = "Community";

    /// <summary>Items on one page at most. Default 100.</summary>
    [Range(1, 1_000)]
    public int LargestPage { get; init; } = 100;

    /// <summary>Contributions of one member in an hour at most. Default 30.</summary>
    [Range(1, 10_000)]
    public int PostsPerHour { get; init; } = 30;

    /// <summary>Web and mail addresses in one contribution at most. Default 20.</summary>
    [Range(0, 1_000)]
    public int MostAddresses { get; init; } = 20;

    /// <summary>
    /// Members of so many municipalities report a contribution, and it is hidden until a moderator has looked. Default
    /// 3; 0: never.
    /// </summary>
    [Range(0, 100)]
    public int ReportsToHide { get; init; } = 3;

    /// <summary>Reports of one member in a day at most. Default 20.</summary>
    [Range(1, 10_000)]
    public int ReportsPerDay { get; init; } = 20;

    /// <summary>
    /// Who is a member for less long, and has fewer than <see cref="NewMemberUntilPosts"/> contributions of over an
    /// hour that stand, is new. Default 7 days; zero: nobody is.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan NewMemberFor { get; init; } = TimeSpan.FromDays(7);

    /// <summary>See <see cref="NewMemberFor"/>. Default 3.</summary>
    [Range(0, 1_000)]
    public int NewMemberUntilPosts { get; init; } = 3;

    /// <summary>Contributions of a new member in an hour at most. Default 3.</summary>
    [Range(1, 10_000)]
    public int NewMemberPostsPerHour { get; init; } = 3;

    /// <summary>Web and mail addresses in one contribution of a new member at most. Default 2.</summary>
    [Range(0, 1_000)]
    public int NewMemberMostAddresses { get; init; } = 2;

    /// <summary>How long after deleting it an author may restore a contribution. Default a day.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan RestoreWithin { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How often news is looked for that is to come out. Default 5 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan LookForNewsEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often it is looked whether members are to be told of something. Default a second.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan LookForNotificationsEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often it is looked whose digest is due. Default 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "06:00:00")]
    public TimeSpan LookForDigestsEvery { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Where short links in texts lead.</summary>
    public LinkOptions Links { get; init; } = new();
}

/// <summary>
/// Addresses of the front end for short links in texts; <c>{id}</c> stands for the id. A path or an http(s) address.
/// </summary>
public sealed class LinkOptions
{
    /// <summary>Of an objective.</summary>
    [Required]
    public string Objective { get; init; } = "/doelstellingen/{id}";

    /// <summary>Of a municipality.</summary>
    [Required]
    public string Municipality { get; init; } = "/gemeenten/{id}";

    /// <summary>Of a tip, discussion, question or news item.</summary>
    [Required]
    public string Topic { get; init; } = "/berichten/{id}";
}
