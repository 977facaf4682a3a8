namespace Monitor.Benchmark.Domain;

/// <summary>
/// Decides which cells of a next edition may be shown beside the edition before. The difference of the two tells of
/// those that changed, so these are held to what a release holds everybody to: a cell is about none of them or at least
/// <see cref="Disclosure.Fewest"/>, and so is every sum or difference of shown cells. Against each edition before.
/// </summary>
internal sealed class EditionDecision(ReleaseCase release)
{
    private readonly Dictionary<(EditionChanges, string Objective, bool OfAnswers), IReadOnlySet<Group>> allowed = [];

    /// <summary>Whether a cell may be shown, as far as the edition before goes.</summary>
    /// <param name="group">The country, or one of the groups.</param>
    /// <param name="objective">Id; null for all objectives together.</param>
    /// <param name="ofAnswers">For counts of answers, which stay the same when they are scored again.</param>
    public bool Allows(Group group, string? objective, bool ofAnswers) =>
        release.Changes.All(changes => changes.IsNone || Allows(changes, group, objective, ofAnswers));

    private bool Allows(EditionChanges changes, Group group, string? objective, bool ofAnswers)
    {
        var count = changes.Count(group, objective, ofAnswers);
        return count == 0
            || (count >= Disclosure.Fewest
                && (group.Kind == GroupKind.Country || Shown(changes, objective, ofAnswers).Contains(group)));
    }

    private IReadOnlySet<Group> Shown(EditionChanges changes, string? objective, bool ofAnswers)
    {
        var key = (changes, objective ?? "", ofAnswers);
        if (!allowed.TryGetValue(key, out var shown))
        {
            var unknown = changes.Of(objective, ofAnswers).Where(p => !release.Known.Contains(p.Municipality));
            allowed[key] = shown = Structure.Of(Layer.AtomsOf(unknown), release.Groups).Shown;
        }

        return shown;
    }
}
