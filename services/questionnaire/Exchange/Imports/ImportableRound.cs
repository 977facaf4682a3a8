using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Exchange;

/// <summary>
/// Which rounds take an import: open ones, and planned ones of a year that has passed, which are filled by it and then
/// opened and closed by the institute. A closed round's release stands.
/// </summary>
internal static class ImportableRound
{
    /// <exception cref="ClientException">ROUND_CLOSED, ROUND_NOT_OPEN.</exception>
    public static void Require(LockedRound locked)
    {
        var (round, now) = locked;
        if (round.Status == RoundStatus.Planned)
        {
            if (round.Year >= now.Year)
            {
                throw new ClientException("ROUND_NOT_OPEN", FormattableString.Invariant(
                    $"Round {round.Year} is planned: responses come in once it is open. Only a planned round of an ")
                    + "earlier year is filled from a file before that.");
            }
        }
        else
        {
            locked.RequireOpen();
        }
    }
}
