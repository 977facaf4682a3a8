using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitor.Seeds;

/// <summary>What is chosen for the generated figures: <c>seeds/figures/generated-municipal.json</c>.</summary>
/// <param name="Note">Beside every figure, in Dutch.</param>
/// <param name="Source">What every figure names as its source.</param>
/// <param name="Seed">Of the random numbers.</param>
/// <param name="Halves">National totals, the earliest first.</param>
/// <param name="RatesPerClass">How often something is reported in a size class, of 1000 in the middle one.</param>
/// <param name="NoisePerMunicipality">How much a municipality differs from its class in all halves, at most.</param>
/// <param name="NoisePerHalf">And in each half on its own, at most.</param>
/// <param name="Reports">Id of the indicator of reports (meldingen).</param>
/// <param name="Investigations">Id of the indicator of investigations (onderzoeken).</param>
/// <param name="ChildrenInvolved">Id of the indicator of the children that reports are about.</param>
/// <param name="ChildrenPerMilleReports">How many, in 1000 reports.</param>
/// <param name="PoliceIncidents">Id of the indicator of the police's supplement.</param>
/// <param name="VictimSupport">Id of the indicator of victim support's supplement.</param>
/// <param name="Breakdowns">What reports and investigations are divided by.</param>
public sealed record FigurePlan(
    string Note,
    string Source,
    ulong Seed,
    IReadOnlyList<PlannedHalf> Halves,
    IReadOnlyDictionary<string, int> RatesPerClass,
    int NoisePerMunicipality,
    int NoisePerHalf,
    string Reports,
    string Investigations,
    string ChildrenInvolved,
    int ChildrenPerMilleReports,
    string PoliceIncidents,
    string VictimSupport,
    IReadOnlyList<PlannedBreakdown> Breakdowns)
{
    private static readonly JsonSerializerOptions form = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>The indicators in the order of the file's columns.</summary>
    public IReadOnlyList<string> Indicators =>
    [
        Reports, ChildrenInvolved, Investigations, PoliceIncidents, VictimSupport,
        .. Breakdowns.SelectMany(b => b.Parts).Select(p => p.Indicator),
    ];

    public static FigurePlan Read(SeedsFolder folder) =>
        JsonSerializer.Deserialize<FigurePlan>(File.ReadAllBytes(folder.FigurePlan), form)
        ?? throw new InvalidDataException($"{folder.FigurePlan} is empty.");
}

/// <summary>A half-year, and what there was in the country.</summary>
public sealed record PlannedHalf(
    string Period, DateOnly PublishedOn, int Reports, int PoliceIncidents, int VictimSupport);

/// <summary>What something is divided by.</summary>
/// <param name="Of">Id of the indicator that is divided.</param>
/// <param name="List">Data set and field of the code list; null for a division of this project.</param>
/// <param name="Multiple">Each may have several parts, or none; else exactly one.</param>
/// <param name="Parts">With their shares; of a single choice they add up to 1000.</param>
public sealed record PlannedBreakdown(string Of, string? List, bool Multiple, IReadOnlyList<PlannedPart> Parts);

/// <summary>One part, with its code and words in the code list.</summary>
public sealed record PlannedPart(string Indicator, string? Code, string Label, int PerMille);
