using Monitor.Dapr;

namespace Monitor.Scoring.Events;

/// <summary>Tells a round without a score from one that does not exist.</summary>
public sealed class KnownRounds(QuestionnaireClient questionnaires, TimeProvider time, ILogger<KnownRounds> log)
    : IDisposable
{
    /// <summary>How often questionnaire is asked at most: anybody may ask for what does not exist.</summary>
    private static readonly TimeSpan AtMostEvery = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim one = new(1, 1);
    private volatile IReadOnlySet<int> years = new HashSet<int>();
    private long askedNext;
    private bool isAnswered;

    /// <summary>
    /// Passes a round that exists, and any round while questionnaire does not answer: that there is no score is known,
    /// and only the better explanation is missing.
    /// </summary>
    /// <exception cref="ClientException">UNKNOWN_ROUND.</exception>
    public async Task RequireAsync(int year, CancellationToken cancellationToken)
    {
        if (!years.Contains(year) && !await AskAsync(cancellationToken))
        {
            return;
        }

        if (!years.Contains(year))
        {
            throw new ClientException("UNKNOWN_ROUND", $"There is no round {year}.");
        }
    }

    /// <summary>Remembers a round that was heard of: it may be younger than the last answer.</summary>
    public void Note(int year) => years = new HashSet<int>(years) { year };

    // Who comes while it is asked waits for that answer: else the first to ask would know more than those beside it.
    private async Task<bool> AskAsync(CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            var now = time.GetTimestamp();
            if (now >= askedNext)
            {
                isAnswered = await IsReadAsync(cancellationToken);
                askedNext = now + (long)(AtMostEvery.TotalSeconds * time.TimestampFrequency);
            }

            return isAnswered;
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    private async Task<bool> IsReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            years = await questionnaires.RoundsAsync(cancellationToken);
            return true;
        }
        catch (DaprException failure)
        {
            log.RoundsNotKnown(failure);
            return false;
        }
    }
}
