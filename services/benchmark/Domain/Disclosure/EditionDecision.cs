namespace Monitor.Benchmark.Domain;

/// <summary>
/// Decides which cells of a next edition may be shown beside the editions before, which stay readable: what was shown
/// in one of them counts as shown.
/// </summary>
/// <remarks>
/// <para>
/// A later edition tells of no cell more than an earlier one did: else the groups of both together would be other ones
/// than each was decided about. So who changed nothing is told of as before.
/// </para>
/// <para>
/// The difference of two editions tells of those that changed, so these are held to what a release holds everybody to:
/// a cell is about none of them or at least <see cref="Disclosure.Fewest"/>, and so is every sum or difference of shown
/// cells of both editions (<see cref="EditionLinks"/>). Against each edition before.
/// </para>
/// <para>
/// A distribution before and after would tell in which tenths those are that changed, so it is shown again only where
/// nobody did. Exact counts of the country before and after would tell what those ticked that left. So where anybody's
/// answers left or came, no count is told again.
/// </para>
/// </remarks>
internal sealed class EditionDecision(ReleaseCase release)
{
    private readonly Dictionary<(EditionChanges, string Objective, bool OfAnswers), IReadOnlySet<Group>> allowed = [];

    private readonly HashSet<(FigureKind, GroupKind, string?, string?)>? shownBefore =
        release.ShownBefore?.Select(c => (c.Kind, c.Group.Kind, c.Group.Code, c.Objective)).ToHashSet();

    /// <summary>Whether a kind of figure was shown before; always, where it is not known what was.</summary>
    public bool WasShown(FigureKind kind, Group group, string? objective) =>
        shownBefore?.Contains((kind, group.Kind, group.Code, objective)) != false;

    /// <summary>
    /// Whether a cell is about the same municipalities with the same points as in each edition before.
    /// </summary>
    public bool IsAsBefore(Group group, string? objective) =>
        release.Changes.All(c => c.Count(group, objective) == 0);

    /// <summary>
    /// Whether the answers to an objective (null: to anything) are those of other municipalities now.
    /// </summary>
    public bool AreOfOthers(string? objective) =>
        release.Changes.Any(c => c.Count(Group.Country, objective, ofAnswers: true) > 0);

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
            || (count >= Disclosure.Fewest && Shown(changes, objective, ofAnswers).Contains(group));
    }

    private IReadOnlySet<Group> Shown(EditionChanges changes, string? objective, bool ofAnswers)
    {
        var key = (changes, objective ?? "", ofAnswers);
        if (!allowed.TryGetValue(key, out var shown))
        {
            var unknown = changes.Of(objective, ofAnswers).Where(p => !release.Known.Contains(p.Municipality));
            var apart = Structure.Of(Layer.AtomsOf(unknown), release.Groups).Shown;
            allowed[key] = shown = new EditionLinks(
                changes.Places(objective, ofAnswers, release.Known), [.. apart]).Safe();
        }

        return shown;
    }
}
