namespace Monitor.Community.Domain;

/// <summary>Why a member wants moderators to look at a contribution.</summary>
public enum ReportReason
{
    PersonalData,
    Offensive,
    OffTopic,
    Incorrect,
    Advertising,
    Other,
}

/// <summary>What a member told moderators about a contribution.</summary>
/// <param name="Id">Opaque.</param>
/// <param name="ContributionId">Of a topic or a reply.</param>
/// <param name="Reason">Why.</param>
/// <param name="Remark">In their own words; null where nothing was said.</param>
/// <param name="At">When.</param>
/// <param name="IsUpheld">What a moderator decided; null as long as none has.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="ReporterId">The pseudonym: for moderators only.</param>
/// <param name="ReporterMunicipality">Whom they acted for then; null for those of the institute.</param>
public sealed record Report(
    Guid Id,
    Guid ContributionId,
    ReportReason Reason,
    string? Remark,
    DateTimeOffset At,
    bool? IsUpheld,
    DateTimeOffset? DecidedAt,
    Guid ReporterId,
    string? ReporterMunicipality)
{
    /// <summary>What moderators read where a text names someone who was erased; it does not say whom.</summary>
    public const string NamesErased =
        "Hierin staat de naam of het adres van iemand die zijn gegevens heeft laten wissen. Haal die weg; van wat er "
        + "stond, blijft dan niets bewaard.";
}

/// <summary>A contribution with reports that nobody decided on, for the queue.</summary>
/// <param name="ContributionId">Of a topic or a reply.</param>
/// <param name="Since">When the first of them came.</param>
public sealed record Reported(Guid ContributionId, DateTimeOffset Since);
