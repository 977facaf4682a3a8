using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;
using Npgsql;

namespace Monitor.Benchmark.Events;

/// <summary>A next edition as it was computed, and the one that it would correct.</summary>
/// <param name="Before">Id of the current edition when it was computed.</param>
/// <param name="Release">The next one.</param>
/// <param name="Facts">That it is made of.</param>
public sealed record NextEdition(string Before, Release Release, RoundFacts Facts);

/// <summary>The editions before the next one: what changed since each, and the cells that any of them shows.</summary>
internal sealed record EditionsBefore(
    IReadOnlyList<EditionChanges> Changes, IReadOnlyCollection<(FigureKind, Group, string?)> Shown);

/// <summary>
/// Makes the next edition of a release: from the accepted set, which stays as it was, with scores and areas as they are
/// now. The edition before stays readable.
/// </summary>
public sealed class EditionMaker(
    ReleaseMaker maker, ScoreStore scores, ReleaseMemberStore members, ShownCellStore cells)
{
    /// <summary>Computes the edition that comes after the current one; nothing is stored.</summary>
    /// <param name="current">The newest edition of the round.</param>
    /// <param name="withoutWithdrawn">Leaves out what was withdrawn after the round closed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ClientException">NOT_READY: scores are being computed anew.</exception>
    public async Task<NextEdition> ComputeAsync(
        Edition current, bool withoutWithdrawn, CancellationToken cancellationToken)
    {
        var accepted = await scores.AcceptedAsync(current.Round, withoutWithdrawn, cancellationToken);
        var before = await members.OfAsync(
            Enumerable.Range(1, current.Number).Select(number => $"{current.Round}-{number}"), cancellationToken);
        try
        {
            var facts = await maker.FactsAsync(current.Round, accepted, cancellationToken);
            var changes = before.Select(edition => new EditionChanges(
                [.. edition.Select(m => m.ToParticipant())], facts.Participants)).ToList();
            var shown = await cells.OfAsync(current.Round, cancellationToken);
            var release = await maker.ComputeAsync(
                current.NextId, facts, accepted,
                new EditionsBefore(changes, [.. shown.Select(c => (c.Kind, c.Group, c.Objective))]), cancellationToken);
            return new NextEdition(current.Id, release, facts);
        }
        catch (InvalidOperationException unready)
        {
            throw new ClientException("NOT_READY", $"The edition cannot be made now. {unready.Message}");
        }
    }

    /// <summary>Stores the edition and tells what it changes; the caller commits, or looks and rolls back.</summary>
    /// <exception cref="ClientException">EDITION_CHANGED: another edition was made meanwhile.</exception>
    public async Task<EditionDifference> AddAsync(
        NpgsqlTransaction transaction, NextEdition next, CancellationToken cancellationToken)
    {
        if (await EditionStore.HoldAsync(transaction, next.Release.Round, cancellationToken) != next.Before)
        {
            throw new ClientException(
                "EDITION_CHANGED", $"Another edition of round {next.Release.Round} was made meanwhile: look again.");
        }

        await maker.AddAsync(transaction, next.Release, next.Facts, cancellationToken);
        return await EditionDiff.BetweenAsync(transaction, next.Before, next.Release.Id, cancellationToken);
    }
}
