using System.ComponentModel.DataAnnotations;

namespace Monitor.Community;

/// <summary>Settings of who may come in.</summary>
public sealed class MemberOptions
{
    public const string Section = "Members";

    /// <summary>
    /// The issuer whose tokens the personas of the seeds have: the development provider's own address. Null (default):
    /// no personas, machines and e-mail domains of the demonstration are seeded. Refused in Production.
    /// </summary>
    public string? PersonaIssuer { get; init; }

    /// <summary>The page that confirms an address, with <c>{token}</c> where the token goes.</summary>
    public string ConfirmLink { get; init; } = "https://monitor.example/bevestigen?token={token}";

    /// <summary>The page that accepts an invitation, with <c>{token}</c> where the token goes.</summary>
    public string InvitationLink { get; init; } = "https://monitor.example/uitnodiging?token={token}";

    /// <summary>Where members go.</summary>
    public string SiteLink { get; init; } = "https://monitor.example/";

    /// <summary>How long the link to confirm an address works. Default 48 hours.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "14.00:00:00")]
    public TimeSpan ConfirmWithin { get; init; } = TimeSpan.FromHours(48);

    /// <summary>How long an invitation can be accepted. Default 7 days.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "60.00:00:00")]
    public TimeSpan AcceptWithin { get; init; } = TimeSpan.FromDays(7);

    /// <summary>The least between two mails with a link for one request. Default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan MailAgainAfter { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Requests for access of one account in 24 hours at most. Default 5.</summary>
    [Range(1, 1_000)]
    public int RequestsPerDay { get; init; } = 5;

    /// <summary>Mails with a link to one address in 24 hours at most; beyond it none is sent. Default 5.</summary>
    [Range(1, 1_000)]
    public int LinksPerDay { get; init; } = 5;

    /// <summary>Invitations of one municipality, or of the institute, in 24 hours at most. Default 50.</summary>
    [Range(1, 10_000)]
    public int InvitationsPerDay { get; init; } = 50;
}
