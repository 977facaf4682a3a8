using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Storage;

/// <summary>Finds the submitted answers of an earlier round that a response may be prefilled from.</summary>
public sealed class PrefillSources(
    SubmissionStore submissions,
    SuccessionStore successions,
    MunicipalityStore municipalities,
    RoundStore rounds,
    QuestionnaireStore questionnaires)
{
    /// <summary>
    /// What counts of this municipality in the latest earlier round, or in the one asked for; where it did not exist
    /// then, of the one municipality that went into it as a whole and answered.
    /// </summary>
    /// <remarks>Reads the answers of a municipality that ended on behalf of the one that succeeds it.</remarks>
    /// <exception cref="ClientException">NOTHING_TO_PREFILL, PREFILL_AMBIGUOUS.</exception>
    public async Task<PrefillSource> FindAsync(Response response, int? from, CancellationToken cancellationToken)
    {
        var own = response.Municipality;
        var (whole, parts) = await PredecessorsAsync(own, cancellationToken);
        var found = await submissions.CountingBeforeAsync(
            response.Round, [own, .. whole, .. parts], cancellationToken);
        var years = await rounds.FindAsync(found.Select(s => s.Round), cancellationToken);
        foreach (var round in found.GroupBy(s => s.Round).Where(g => from is null || g.Key == from))
        {
            if (round.FirstOrDefault(s => s.Municipality == own) is { } mine)
            {
                return await SourceAsync(mine, cancellationToken);
            }

            if (await municipalities.IsListedAsync(own, years[round.Key].AreasYear, cancellationToken))
            {
                continue;   // it could have answered then, and did not: a part of it does not speak for it
            }

            return round.Count() == 1 && whole.Contains(round.Single().Municipality)
                ? await SourceAsync(round.Single(), cancellationToken)
                : throw Ambiguous(own, round.Key, [.. round.Select(s => s.Municipality)], parts);
        }

        throw new ClientException("NOTHING_TO_PREFILL", from is { } year
            ? $"{own} has no submitted response in a round {year} before this one."
            : $"{own} has no submitted response in a round before this one.");
    }

    // Those that went into it as a whole, directly or one after the other, and those of which it received a part.
    private async Task<(IReadOnlySet<string> Whole, IReadOnlySet<string> Parts)> PredecessorsAsync(
        string municipality, CancellationToken cancellationToken)
    {
        HashSet<string> whole = new(StringComparer.Ordinal), parts = new(StringComparer.Ordinal);
        HashSet<string> sought = [municipality];
        while (sought.Count > 0)
        {
            var steps = await successions.TouchingAsync(sought, cancellationToken);
            HashSet<string> next = new(StringComparer.Ordinal);
            foreach (var step in steps.Where(s => sought.Contains(s.NewCode)))
            {
                var isNew = (step.Kind == SuccessionKind.Split ? parts : whole).Add(step.OldCode);
                if (isNew && step.Kind != SuccessionKind.Split)
                {
                    next.Add(step.OldCode);
                }
            }

            sought = next;
        }

        return (whole, parts);
    }

    private async Task<PrefillSource> SourceAsync(SubmittedResponse submitted, CancellationToken cancellationToken)
    {
        var forms = await questionnaires.FindAsync([submitted.Questionnaire], cancellationToken);
        return new PrefillSource(submitted, forms[submitted.Questionnaire]);
    }

    private static ClientException Ambiguous(
        string municipality, int round, IReadOnlyList<string> answered, IReadOnlySet<string> parts) =>
        new("PREFILL_AMBIGUOUS", answered.Count > 1
            ? $"{string.Join(", ", answered)} answered in round {round} and are now together in {municipality}: whose "
              + "answers hold for all of it is not ours to choose."
            : $"{municipality} received only a part of {answered[0]}, which answered in round {round}: its answers do "
              + "not hold for all of it.")
        {
            Details = new Dictionary<string, object?>
            {
                ["round"] = round,
                ["municipalities"] = answered,
                ["parts"] = answered.Where(parts.Contains).ToList(),
            },
        };
}
