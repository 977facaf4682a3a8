using System.Globalization;

namespace Monitor.Scoring.Domain;

/// <summary>The words that people read on paper, which the graph leaves to its clients.</summary>
public static class Dutch
{
    // Not the machine's culture: a plan reads the same wherever it is made.
    private static readonly NumberFormatInfo Numbers = new()
    {
        NumberDecimalSeparator = ",", NumberGroupSeparator = ".",
    };

    private static readonly string[] Months =
    [
        "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
        "december",
    ];

    public static string Number(decimal points) => Math.Round(points, 2, MidpointRounding.AwayFromZero)
        .ToString("0.##", Numbers);

    public static string Date(DateOnly date) =>
        FormattableString.Invariant($"{date.Day} {Months[date.Month - 1]} {date.Year}");

    public static string Of(Part? part) => part switch
    {
        Part.Anchoring => "borging",
        Part.Content => "inhoud",
        Part.Reach => "bereik",
        _ => "totaal",
    };

    public static string Of(Band band) => band switch
    {
        Band.Red => "rood",
        Band.Orange => "oranje",
        _ => "groen",
    };

    public static string Of(GoalStatus status) => status switch
    {
        GoalStatus.Open => "nog niet begonnen",
        GoalStatus.InProgress => "bezig",
        GoalStatus.Done => "klaar",
        _ => "vervallen",
    };

    public static string Of(ProgressStatus status) => status switch
    {
        ProgressStatus.Reached => "gehaald",
        ProgressStatus.OnTrack => "op koers",
        ProgressStatus.Behind => "loopt achter",
        _ => "nog niet gemeten",
    };

    public static string Of(Mark mark) => mark switch
    {
        Mark.Planned => "gepland",
        Mark.Done => "gedaan",
        _ => "niet voor ons",
    };

    public static string Of(GoalOwner owner) => owner switch
    {
        GoalOwner.PolicyOfficer => "beleidsmedewerker",
        GoalOwner.ProgrammeManager => "programmamanager",
        GoalOwner.TeamLead => "teamleider",
        GoalOwner.Director => "directeur",
        GoalOwner.Alderman => "wethouder",
        GoalOwner.NeighbourhoodTeam => "wijkteam",
        GoalOwner.YouthHealthCare => "jeugdgezondheidszorg",
        GoalOwner.VeiligThuis => "Veilig Thuis",
        GoalOwner.CentreMunicipality => "centrumgemeente",
        GoalOwner.RegionalCoordinator => "regiocoördinator",
        _ => "anders",
    };

    public static string Of(PlanAction action) => action switch
    {
        PlanAction.PlanStarted => "Plan begonnen",
        PlanAction.PlanChanged => "Plan gewijzigd",
        PlanAction.PlanClosed => "Plan gesloten",
        PlanAction.PlanReopened => "Plan heropend",
        PlanAction.GoalAdded => "Doel toegevoegd",
        PlanAction.GoalChanged => "Doel gewijzigd",
        PlanAction.GoalRemoved => "Doel verwijderd",
        PlanAction.GoalRestored => "Doel teruggezet",
        _ => "Doelen in een andere volgorde gezet",
    };

    public static string Of(PlanField field) => field switch
    {
        PlanField.Title => "titel",
        PlanField.Period => "looptijd",
        PlanField.Notes => "toelichting",
        PlanField.Objective => "doelstelling",
        PlanField.TargetTotal => "streefscore",
        PlanField.TargetAnchoring => "streefscore borging",
        PlanField.TargetContent => "streefscore inhoud",
        PlanField.TargetReach => "streefscore bereik",
        PlanField.Due => "datum",
        PlanField.Owner => "eigenaar",
        PlanField.Status => "status",
        _ => "maatregelen",
    };
}
