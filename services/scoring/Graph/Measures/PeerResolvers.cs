using Monitor.GraphQL.Execution;
using Monitor.Scoring.Events;

namespace Monitor.Scoring.Graph;

/// <summary>
/// Answers what others use: only when it is asked for, once for all suggestions of a round, and without an error when
/// benchmark is away.
/// </summary>
public sealed class PeerResolvers(MeasureUseClient uses)
{
    /// <summary><c>Suggestion.peers</c>.</summary>
    public async ValueTask<IReadOnlyList<PeersView>> OfSuggestionsAsync(
        IReadOnlyList<SuggestionView> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var found = await ReadAsync(parents.Select(p => p.To), cancellationToken);
        return [.. parents.Select(p => PeersView.From(found[p.To], p.Objective.Id))];
    }

    /// <summary><c>Measure.use</c>; null where there is no count.</summary>
    public async ValueTask<IReadOnlyList<MeasureUseView?>> OfMeasuresAsync(
        IReadOnlyList<MeasureView> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var found = await ReadAsync(parents.Select(p => p.To), cancellationToken);
        return [.. parents.Select(p => MeasureUseView.From(found[p.To], p))];
    }

    private async Task<IReadOnlyDictionary<SuggestedTo, PeerUse?>> ReadAsync(
        IEnumerable<SuggestedTo> all, CancellationToken cancellationToken)
    {
        var found = new Dictionary<SuggestedTo, PeerUse?>();
        foreach (var to in all.Distinct())
        {
            found[to] = await uses.ForAsync(to.Municipality, to.Round, cancellationToken);
        }

        return found;
    }
}

/// <summary>Whether there are figures on what others use.</summary>
public enum PeerStatus
{
    Given,
    TooFew,
    NotReleased,
    Unavailable,
}

/// <summary>What is known of the high scorers in the municipality's size class on one objective.</summary>
public sealed record PeersView(
    PeerStatus Status, string? SizeClass, int? Round, string? Release, int? Of, bool Generated)
{
    public static PeersView From(PeerUse? use, string objective)
    {
        var found = use?.Objectives.FirstOrDefault(o => o.Objective == objective);
        var status = (use, found) switch
        {
            (null, _) => PeerStatus.Unavailable,
            (_, null) => PeerStatus.NotReleased,
            (_, { Of: null }) => PeerStatus.TooFew,
            _ => PeerStatus.Given,
        };
        return new PeersView(
            status, use?.Label, found?.Round, found?.Release, found?.Of, found?.Generated ?? false);
    }
}

/// <summary>How many of the high scorers in the municipality's size class use a measure.</summary>
public sealed record MeasureUseView(int Count, int Of, string SizeClass, int Round, string Release, bool Generated)
{
    public static MeasureUseView? From(PeerUse? use, MeasureView measure)
    {
        var objective = use?.Objectives.FirstOrDefault(o => o.Objective == measure.Objective);
        var counted = objective?.Measures.FirstOrDefault(
            m => m.Question == measure.Question && m.Option == measure.Option);
        return objective is { Of: { } high } && counted is not null
            ? new MeasureUseView(
                counted.Count, high, use!.Label ?? "", objective.Round, objective.Release, objective.Generated)
            : null;
    }
}
