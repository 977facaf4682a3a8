using Monitor.Community.Domain;

namespace Monitor.Community.Graph;

/// <summary>A contribution in the queue of moderators.</summary>
public sealed record ReportedView(IContribution Contribution, DateTimeOffset Since, IReadOnlyList<ReportView> Reports);

/// <summary>A report, as moderators read it.</summary>
public sealed record ReportView(
    ReportReason Reason, string? Remark, DateTimeOffset At, string? By, Municipality? Municipality);

/// <summary>An act of moderation, as moderators and the author read it.</summary>
public sealed record ModerationActView(ModerationAct Act, string? Moderator)
{
    public string Id => Act.Id.ToString("N");

    public ModerationKind Kind => Act.Kind;

    public string? Reason => Act.Reason;

    public DateTimeOffset At => Act.At;

    public string Contribution => Act.ContributionId.ToString();

    public string? From => Act.From;

    public string? To => Act.To;

    public DateTimeOffset? Until => Act.Until;
}
