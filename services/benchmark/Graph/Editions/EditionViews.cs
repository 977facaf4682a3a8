using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Graph;

/// <summary>One edition of a round's release as clients see it.</summary>
public sealed record ReleaseView(
    string Id, int Round, int Number, DateTimeOffset MadeAt, bool IsCurrent, bool Generated, string? RuleSet)
{
    public static ReleaseView Of(Edition edition) => new(
        edition.Id, edition.Round, edition.Number, edition.MadeAt, edition.IsCurrent, edition.Generated,
        edition.RuleSet);

    internal EditionKey Key => new(Round, Id);
}

/// <summary>Who was invited and responded as clients see it.</summary>
public sealed record ReleaseParticipationView(
    int Invited,
    int Responded,
    int Percentage,
    IReadOnlyList<ClassParticipation> BySizeClass,
    ClassParticipation WithoutSizeClass)
{
    public static ReleaseParticipationView Of(RoundParticipation participation) => new(
        participation.Invited,
        participation.Responded,
        Frequency.Of(participation.Responded, participation.Invited).Percentage,
        [.. participation.Classes.Where(c => c.SizeClass is not null)],
        participation.Classes.FirstOrDefault(c => c.SizeClass is null) ?? new ClassParticipation(null, 0, 0));
}

/// <summary>How many cells a rule of disclosure control hid.</summary>
public sealed record SuppressedCellsView(DisclosureRule Rule, int Cells)
{
    public static IReadOnlyList<SuppressedCellsView> Of(IReadOnlyDictionary<DisclosureRule, int> suppressed) =>
        [.. suppressed.OrderBy(s => s.Key).Select(s => new SuppressedCellsView(s.Key, s.Value))];
}

/// <summary>The average score of a size class.</summary>
public sealed record SizeClassScoreView(
    AggregateGroupView? Group, int? N, int? Mean, Band? Band, SuppressionReason? Reason)
{
    public static SizeClassScoreView Of(AggregateView aggregate) => new(
        aggregate.Group,
        aggregate.Average?.N,
        aggregate.Average?.Mean?.Total,
        aggregate.Average?.Band,
        aggregate.Reason ?? aggregate.Average?.Reason);
}

/// <summary>An erratum as clients see it; who issued it is answered to the institute alone.</summary>
public sealed record ErratumView(
    Guid Id, int Round, string Release, string? CorrectedBy, string Text, DateTimeOffset IssuedAt)
{
    internal string Issuer { get; init; } = "";

    public static ErratumView Of(Erratum erratum) => new(
        erratum.Id, erratum.Round, erratum.Release, erratum.CorrectedBy, erratum.Text, erratum.IssuedAt)
    {
        Issuer = erratum.IssuedBy,
    };
}

/// <summary>A corrected cell as clients see it.</summary>
public sealed record CorrectedCellView(CellGroupView Group, ObjectiveReference? Objective, bool IsHidden)
{
    public static CorrectedCellView Of(CorrectedCell corrected) => new(
        CellGroupView.Of(corrected.Cell),
        corrected.Cell.Objective is { } objective ? new ObjectiveReference(objective) : null,
        corrected.IsHidden);
}

/// <summary>The group of a cell.</summary>
public sealed record CellGroupView(GroupKind Kind, string? Code, string? SizeClass)
{
    public static CellGroupView Of(ReleaseCell cell) =>
        cell.Kind == GroupKind.SizeClassInVeiligThuis && Group.ReadCrossing(cell.Code!) is { } crossed
            ? new CellGroupView(cell.Kind, crossed.Region, crossed.SizeClass)
            : new CellGroupView(cell.Kind, cell.Code, null);
}

/// <summary>What issuing an erratum did, or would do.</summary>
public sealed record IssuedErratumView(
    bool IsIssued, ErratumView? Erratum, string? Edition, string? Digest, IReadOnlyList<CorrectedCellView> Cells)
{
    /// <summary>Null where only a text was wrong.</summary>
    public RecalculationView? Recalculation { get; init; }

    /// <summary>What a recalculation came to so far.</summary>
    public static IssuedErratumView Of(RecalculationView recalculation) => new(
        recalculation.Erratum is not null, recalculation.Erratum, recalculation.Edition, recalculation.Digest,
        recalculation.Cells)
    {
        Recalculation = recalculation,
    };

    public int Corrected => Cells.Count;

    public int Hidden => Cells.Count(c => c.IsHidden);
}

/// <summary>A release that is made again, or a dry run of that, as the institute sees it.</summary>
public sealed record RecalculationView(Recalculation Job)
{
    public Guid Id => Job.Id;

    public int Round => Job.Round;

    public RecalculationState State => Job.State;

    public bool DryRun => Job.IsDryRun;

    public bool WithoutWithdrawn => Job.WithoutWithdrawn;

    public string Text => Job.Text;

    public string AskedBy => Job.AskedBy;

    public DateTimeOffset AskedAt => Job.AskedAt;

    public DateTimeOffset? StartedAt => Job.StartedAt;

    public DateTimeOffset? EndedAt => Job.EndedAt;

    public int Attempts => Job.Attempts;

    public string? Edition => Job.Result?.Edition;

    public string? Digest => Job.Result?.Digest;

    public RecalculationFailure? Failure => Job.Failure;

    public IReadOnlyList<CorrectedCellView> Cells =>
        [.. (Job.Result?.Cells ?? []).Select(CorrectedCellView.Of)];

    public int Corrected => Cells.Count;

    public int Hidden => Cells.Count(c => c.IsHidden);

    /// <summary>The one that came of it; null before, and of a dry run.</summary>
    public ErratumView? Erratum => Job is { IsDryRun: false, Result: { } result, EndedAt: { } at }
        ? new ErratumView(Id, Round, result.Corrects, result.Edition, Text, at) { Issuer = AskedBy }
        : null;
}
