namespace Monitor.Hosting;

/// <summary>What an act is, over all services. Kept as text: a new one needs no migration.</summary>
public enum ActKind
{
    /// <summary>Names of other municipalities beside their scores, or what they wrote, were read.</summary>
    NamedDataRead,

    /// <summary>Scores that members share with their region were read.</summary>
    SharedScoresRead,

    /// <summary>
    /// Someone was shown who a person is that others see by label only, or a list of members or contacts.
    /// </summary>
    PersonRead,

    /// <summary>The acts on record were read.</summary>
    ActsRead,

    /// <summary>A file was given out.</summary>
    Exported,

    /// <summary>A person downloaded what is held about them.</summary>
    OwnDataExported,

    AccessRequested,
    AccessApproved,
    AccessRefused,
    MemberInvited,
    InvitationAccepted,
    InvitationWithdrawn,
    RolesChanged,
    MembershipEnded,
    ErasureRequested,
    ErasureWithdrawn,
    MemberErased,
    DomainsChanged,
    MachineChanged,
    ParticipationChanged,
    ConsentGiven,
    ConsentWithdrawn,
    ContributionModerated,
    QuestionnairePublished,
    RoundPlanned,
    RoundChanged,
    RoundOpened,
    RoundClosed,
    ResponsesImported,
    AreasImported,
    RuleSetPublished,
    ReleasePublished,
    ErratumPublished,
    FiguresImported,

    /// <summary>Of a service that is ahead of the one that shows it.</summary>
    Other,
}
