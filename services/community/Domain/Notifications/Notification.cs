namespace Monitor.Community.Domain;

/// <summary>Why a member is told of a contribution.</summary>
public enum NotificationKind
{
    /// <summary>A reply to a topic that they follow.</summary>
    Reply,

    /// <summary>They, or their municipality, are called in it.</summary>
    Mention,

    /// <summary>A question that they follow is answered, or what they wrote is the answer.</summary>
    Answer,

    /// <summary>A tip on an objective.</summary>
    NewTip,

    /// <summary>Another topic of a category or objective that they follow.</summary>
    NewTopic,

    /// <summary>News by the institute.</summary>
    News,

    /// <summary>A moderator hid, moved, closed, edited or deleted what they wrote.</summary>
    Moderated,

    /// <summary>Reports hid what they wrote, until a moderator has looked.</summary>
    HiddenByReports,

    /// <summary>What they wrote was hidden or deleted, and is seen again.</summary>
    ShownAgain,
}

/// <summary>One member is told of one contribution.</summary>
/// <param name="Id">Random.</param>
/// <param name="Kind">Why.</param>
/// <param name="ContributionId">The topic or reply.</param>
/// <param name="TopicId">The topic that it is, or is in.</param>
/// <param name="At">When it was told.</param>
/// <param name="ReadAt">When the member read it; null: not yet.</param>
public sealed record Notification(
    Guid Id, NotificationKind Kind, Guid ContributionId, Guid TopicId, DateTimeOffset At, DateTimeOffset? ReadAt)
{
    public bool IsRead => ReadAt is not null;

    /// <summary>In one Dutch sentence, without who wrote it.</summary>
    /// <param name="title">Of the topic; null where the member may not read it any more.</param>
    /// <param name="objective">Title of the objective that the topic is about; null: none, or not known.</param>
    public string TextOf(string? title, string? objective) => (Kind, title) switch
    {
        (NotificationKind.Moderated, null) =>
            "Een moderator heeft ingegrepen bij een bijdrage van u die u niet meer kunt lezen.",
        (_, null) => "Dit bericht is niet meer te lezen.",
        (NotificationKind.Reply, _) => $"Een nieuwe reactie op \"{title}\".",
        (NotificationKind.Mention, _) => $"U of uw gemeente wordt genoemd in \"{title}\".",
        (NotificationKind.Answer, _) => $"De vraag \"{title}\" is beantwoord.",
        (NotificationKind.NewTip, _) when objective is not null =>
            $"Een nieuwe tip bij doelstelling \"{objective}\": \"{title}\".",
        (NotificationKind.NewTip, _) => $"Een nieuwe tip: \"{title}\".",
        (NotificationKind.NewTopic, _) => $"Een nieuw bericht: \"{title}\".",
        (NotificationKind.News, _) => $"Nieuws: \"{title}\".",
        (NotificationKind.Moderated, _) =>
            $"Een moderator heeft ingegrepen bij uw bijdrage aan \"{title}\": daar leest u waarom.",
        (NotificationKind.HiddenByReports, _) =>
            $"Uw bijdrage aan \"{title}\" is na meldingen verborgen, tot een moderator ernaar heeft gekeken.",
        (NotificationKind.ShownAgain, _) => $"Uw bijdrage aan \"{title}\" is weer te lezen.",
        _ => throw new ArgumentOutOfRangeException(nameof(title), Kind, "A kind without a text."),
    };
}

/// <summary>How often someone is mailed what they did not read yet.</summary>
public enum DigestRhythm
{
    /// <summary>Each morning.</summary>
    Daily,

    /// <summary>On Monday mornings.</summary>
    Weekly,

    /// <summary>Never.</summary>
    Off,
}

/// <summary>What a member chose.</summary>
/// <param name="Digest">How often they are mailed.</param>
/// <param name="News">Whether they are told of news.</param>
/// <param name="NewTips">Whether they are told of new tips on objectives.</param>
public sealed record NotificationSettings(DigestRhythm Digest, bool News, bool NewTips)
{
    /// <summary>Of those who chose nothing.</summary>
    public static NotificationSettings Usual { get; } = new(DigestRhythm.Weekly, News: true, NewTips: true);
}
