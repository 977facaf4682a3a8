namespace Monitor.Questionnaire.Domain;

/// <summary>Another change came first. Details hold the current <c>revision</c>.</summary>
public sealed class StaleRevisionException : ClientException
{
    public StaleRevisionException(int readRevision, int currentRevision)
        : this("response", readRevision, currentRevision)
    {
    }

    /// <param name="what">What has the revision.</param>
    /// <param name="readRevision">The one that was given.</param>
    /// <param name="currentRevision">The one that it is at.</param>
    public StaleRevisionException(string what, int readRevision, int currentRevision)
        : base("STALE_REVISION",
            $"The {what} is at revision {currentRevision}, and {readRevision} was given: someone saved in between. "
            + "Read it again, and save on the current revision.") =>
        Details = new Dictionary<string, object?> { ["revision"] = currentRevision };
}
