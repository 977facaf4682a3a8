using System.Globalization;

namespace Monitor.Questionnaire.Domain;

/// <summary>What an import would change, worked out before anything is written.</summary>
/// <param name="Year">The year of the list.</param>
/// <param name="ComparedWith">The year of the list that the changes are told against.</param>
/// <param name="IsCorrection">Whether there is a list of that year already.</param>
/// <param name="Changes">In the order of the kinds, then by code.</param>
public sealed record AreaImportPlan(
    int Year, int ComparedWith, bool IsCorrection, IReadOnlyList<AreaChange> Changes)
{
    public static AreaImportPlan Of(
        int year, ImportedList list, IReadOnlyList<ImportedSuccession> successions, KnownAreas known)
    {
        var baseline = known.BaselineOf(year);
        var before = known.Lists[baseline].ToDictionary(l => l.Code, StringComparer.Ordinal);
        var steps = EffectiveSteps(successions, known);
        IEnumerable<AreaChange> changes =
        [
            .. Began(list, before, steps),
            .. Ended(list, before, steps),
            .. list.Municipalities.SelectMany(m => Changed(m, year, before.GetValueOrDefault(m.Code), known)),
            .. AddedRegions(list, known),
            .. successions.Select(s => Changed(s, known)).OfType<AreaChange>(),
        ];
        return new AreaImportPlan(
            year,
            baseline,
            baseline == year,
            [.. changes.OrderBy(c => c.Kind).ThenBy(c => c.Code, StringComparer.Ordinal)]);
    }

    /// <summary>Known steps and those of the file, which stand for known ones of the same pair.</summary>
    public static IReadOnlyList<Succession> EffectiveSteps(
        IReadOnlyList<ImportedSuccession> successions, KnownAreas known)
    {
        var given = successions.Select(s => (s.Step.OldCode, s.Step.NewCode)).ToHashSet();
        return
        [
            .. known.Successions.Where(s => !given.Contains((s.OldCode, s.NewCode))),
            .. successions.Select(s => s.Step),
        ];
    }

    private static IEnumerable<AreaChange> Began(
        ImportedList list, Dictionary<string, ListedMunicipality> before, IReadOnlyList<Succession> steps) =>
        list.Municipalities.Where(m => !before.ContainsKey(m.Code)).Select(m => new AreaChange(
            AreaChangeKind.Began,
            m.Code,
            m.Name,
            Joined(steps.Where(s => s.NewCode == m.Code).Select(s => s.OldCode)),
            m.Code));

    private static IEnumerable<AreaChange> Ended(
        ImportedList list, Dictionary<string, ListedMunicipality> before, IReadOnlyList<Succession> steps)
    {
        var listed = list.Municipalities.Select(m => m.Code).ToHashSet(StringComparer.Ordinal);
        return before.Values.Where(b => !listed.Contains(b.Code)).Select(b => new AreaChange(
            AreaChangeKind.Ended,
            b.Code,
            b.Name,
            b.Code,
            Joined(steps.Where(s => s.OldCode == b.Code).Select(s => s.NewCode))));
    }

    private static IEnumerable<AreaChange> Changed(
        ImportedMunicipality now, int year, ListedMunicipality? was, KnownAreas known)
    {
        if (was is not null && was.Name != now.Name)
        {
            yield return new AreaChange(AreaChangeKind.Renamed, now.Code, now.Name, was.Name, now.Name);
        }

        foreach (var (kind, (code, _)) in now.Regions)
        {
            var from = known.Memberships.GetValueOrDefault((was?.Year ?? year, now.Code, kind));
            if (from is not null && from != code)
            {
                yield return new AreaChange(AreaChangeKind.RegionChanged, now.Code, now.Name, from, code);
            }
        }

        if (now.Inhabitants is not { } inhabitants)
        {
            yield break;
        }

        var sizeClass = SizeClasses.Of(inhabitants);
        if (was?.SizeClass is { } classWas && classWas != sizeClass)
        {
            yield return new AreaChange(
                AreaChangeKind.SizeClassChanged, now.Code, now.Name, classWas.Text(), sizeClass.Text());
        }

        var counted = known.History.CountOn(now.Code, new DateOnly(year, 1, 1));
        if (was?.Year == year && counted?.Inhabitants != inhabitants)
        {
            yield return new AreaChange(
                AreaChangeKind.InhabitantsChanged,
                now.Code,
                now.Name,
                counted?.Inhabitants.ToString(CultureInfo.InvariantCulture),
                inhabitants.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static IEnumerable<AreaChange> AddedRegions(ImportedList list, KnownAreas known) =>
        list.Municipalities.SelectMany(m => m.Regions.Values)
            .Where(r => !known.Regions.ContainsKey(r.Code))
            .DistinctBy(r => r.Code, StringComparer.Ordinal)
            .Select(r => new AreaChange(AreaChangeKind.RegionAdded, r.Code, r.Name, Was: null, r.Name));

    private static AreaChange? Changed(ImportedSuccession given, KnownAreas known)
    {
        var step = given.Step;
        var was = known.Successions.FirstOrDefault(s => (s.OldCode, s.NewCode) == (step.OldCode, step.NewCode));
        return was == step ? null : new AreaChange(
            was is null ? AreaChangeKind.SuccessionAdded : AreaChangeKind.SuccessionCorrected,
            step.OldCode,
            given.OldName ?? step.OldCode,
            was is null ? null : Text(was),
            Text(step));
    }

    private static string Text(Succession step) => string.Create(
        CultureInfo.InvariantCulture,
        $"{step.Date:yyyy-MM-dd} {step.Kind.ToString().ToUpperInvariant()} {step.NewCode} {step.Note}").TrimEnd();

    private static string? Joined(IEnumerable<string> codes) =>
        string.Join(' ', codes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)) is { Length: > 0 } text
            ? text
            : null;
}
