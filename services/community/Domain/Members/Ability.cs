namespace Monitor.Community.Domain;

/// <summary>What someone may do, for a front end to show the right doors. The services decide by role.</summary>
public enum Ability
{
    AskForAccess,
    ReadCommunity,
    Contribute,
    ReadOwnScores,
    FillInResponse,
    DecideConsents,
    ManageColleagues,
    ManageMachines,
    ReadRegion,
    WriteNews,
    Moderate,
    RunRounds,
    DecideAccess,
    FetchResearchFiles,
    GrantInstituteRoles,
}

public static class Abilities
{
    private static readonly (Ability Ability, MemberRole[] Roles)[] table =
    [
        (Ability.ReadCommunity, Enum.GetValues<MemberRole>()),
        (Ability.Contribute,
        [
            MemberRole.Officer, MemberRole.Coordinator, MemberRole.RegionalCoordinator, MemberRole.Editor,
            MemberRole.Moderator,
        ]),
        (Ability.ReadOwnScores, [.. MemberRoles.Municipal]),
        (Ability.FillInResponse, [MemberRole.Officer, MemberRole.Coordinator]),
        (Ability.DecideConsents, [MemberRole.Coordinator]),
        (Ability.ManageColleagues, [MemberRole.Coordinator]),
        (Ability.ManageMachines, [MemberRole.Coordinator, MemberRole.Administrator]),
        (Ability.ReadRegion, [MemberRole.RegionalCoordinator, MemberRole.Institute]),
        (Ability.WriteNews, [MemberRole.Editor]),
        (Ability.Moderate, [MemberRole.Moderator]),
        (Ability.RunRounds, [MemberRole.Institute, MemberRole.Administrator]),
        (Ability.DecideAccess, [MemberRole.Institute, MemberRole.Administrator, MemberRole.Coordinator]),
        (Ability.FetchResearchFiles, [MemberRole.Researcher, MemberRole.Institute, MemberRole.Administrator]),
        (Ability.GrantInstituteRoles, [MemberRole.Administrator]),
    ];

    /// <summary>In the order of the enum; of someone without a role only that they may ask for access.</summary>
    public static IReadOnlyList<Ability> Of(IReadOnlyList<MemberRole> roles) => roles.Count == 0
        ? [Ability.AskForAccess]
        : [.. table.Where(row => row.Roles.Any(roles.Contains)).Select(row => row.Ability)];
}
