namespace Monitor.Questionnaire.Domain;

/// <summary>
/// Whether the files of an import fit each other and what is known: whoever came or went between two lists must have a
/// step that says how, or nothing could be compared over time.
/// </summary>
public static class AreaImportCheck
{
    public static IReadOnlyList<AreaFault> FaultsOf(
        int year, ImportedList list, IReadOnlyList<ImportedSuccession> successions, KnownAreas known)
    {
        var lines = list.Municipalities.DistinctBy(m => m.Code, StringComparer.Ordinal)
            .ToDictionary(m => m.Code, m => m.Line, StringComparer.Ordinal);
        var steps = AreaImportPlan.EffectiveSteps(successions, known);
        var (before, after) = (known.Before(year), known.After(year));
        var listed = lines.Keys.ToHashSet(StringComparer.Ordinal);
        return
        [
            .. Repeated(list),
            .. successions.SelectMany(s => FaultsOf(s, year, before, lines, steps, known)),
            .. before is { } earlier
                ? Unexplained(Codes(known, earlier), earlier, listed, year, lines, steps)
                : [],
            .. after is { } later
                ? Unexplained(listed, year, Codes(known, later), later, lines, steps)
                : [],
        ];
    }

    private static IEnumerable<AreaFault> Repeated(ImportedList list) =>
        list.Municipalities.GroupBy(m => m.Code, StringComparer.Ordinal).SelectMany(g => g.Skip(1)).Select(m =>
            new AreaFault(AreaFile.Municipalities, m.Line, "DUPLICATE", $"{m.Code} stands on the list twice."));

    private static IEnumerable<AreaFault> FaultsOf(
        ImportedSuccession given,
        int year,
        int? before,
        Dictionary<string, int> lines,
        IReadOnlyList<Succession> steps,
        KnownAreas known)
    {
        var step = given.Step;
        AreaFault Fault(string code, string message) => new(AreaFile.Successions, given.Line, code, message);

        if (step.Date > NewYear(year) || (before is { } earlier && step.Date <= NewYear(earlier)))
        {
            yield return Fault(
                "DATE_OUTSIDE",
                FormattableString.Invariant(
                    $"{step.Date:O} does not lie between the list before and 1 January of this list's year."));
        }

        if (!known.History.Codes.Contains(step.OldCode) && !steps.Any(s => s.NewCode == step.OldCode))
        {
            yield return Fault("UNKNOWN_MUNICIPALITY", $"{step.OldCode} was on no list.");
        }

        if (!lines.ContainsKey(step.NewCode) && !steps.Any(s => s.OldCode == step.NewCode && s.Date >= step.Date))
        {
            yield return Fault("UNKNOWN_MUNICIPALITY", $"{step.NewCode} is not on this list, and did not end since.");
        }

        var heirs = steps.Count(s => s.OldCode == step.OldCode);
        if (step.Kind == SuccessionKind.Split ? heirs < 2 : heirs > 1)
        {
            yield return Fault(
                "NOT_A_SPLIT",
                $"{step.OldCode} goes to {heirs} municipalities: SPLIT is for two or more, and only then.");
        }
    }

    /// <summary>Who came or went between two lists without a step.</summary>
    private static IEnumerable<AreaFault> Unexplained(
        HashSet<string> before,
        int from,
        HashSet<string> after,
        int to,
        Dictionary<string, int> lines,
        IReadOnlyList<Succession> steps)
    {
        var since = steps.Where(s => s.Date > NewYear(from) && s.Date <= NewYear(to)).ToList();
        foreach (var code in before.Except(after).Where(c => !since.Exists(s => s.OldCode == c)).Order())
        {
            yield return new AreaFault(
                AreaFile.Municipalities,
                lines.TryGetValue(code, out var line) ? line : null,
                "NO_SUCCESSOR",
                $"{code} is on the list of {from} and not on that of {to}: name what became of it in the successions.");
        }

        foreach (var code in after.Except(before).Where(c => !since.Exists(s => s.NewCode == c)).Order())
        {
            yield return new AreaFault(
                AreaFile.Municipalities,
                lines.TryGetValue(code, out var line) ? line : null,
                "NO_PREDECESSOR",
                $"{code} is on the list of {to} and not on that of {from}: name what it came from in the successions.");
        }

        foreach (var step in since.Where(s => before.Contains(s.OldCode) && after.Contains(s.OldCode)))
        {
            yield return new AreaFault(
                AreaFile.Municipalities,
                lines.TryGetValue(step.OldCode, out var line) ? line : null,
                "STILL_LISTED",
                FormattableString.Invariant(
                    $"{step.OldCode} is on the list of {to}, though by the successions it ended on {step.Date:O}."));
        }
    }

    private static HashSet<string> Codes(KnownAreas known, int year) =>
        known.Lists[year].Select(l => l.Code).ToHashSet(StringComparer.Ordinal);

    private static DateOnly NewYear(int year) => new(year, 1, 1);
}
