namespace Monitor.Questionnaire.Domain;

/// <summary>Another save came first. Details hold the current <c>revision</c>.</summary>
public sealed class StaleRevisionException : ClientException
{
    public StaleRevisionException(int readRevision, int currentRevision)
        : base("STALE_REVISION",
            $"The response is at revision {currentRevision}, and {readRevision} was given: someone saved in between. "
            + "Read it again, and save on the current revision.") =>
        Details = new Dictionary<string, object?> { ["revision"] = currentRevision };
}
