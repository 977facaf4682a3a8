namespace Monitor.Hosting;

/// <summary>
/// The mails that a service has to send, in its own database. One who sends a mail holds it for a while; when that one
/// does not say how it ended, another tries again.
/// </summary>
public interface IQueuedMails
{
    /// <summary>
    /// The next mail that is due, held by this process; null when none is due, or when as many were tried in the last
    /// minute as may be, by all processes together.
    /// </summary>
    Task<MailToSend?> ClaimAsync(TimeSpan holdFor, int perMinute, CancellationToken cancellationToken);

    /// <summary>The mail server has it.</summary>
    Task SentAsync(MailToSend mail, CancellationToken cancellationToken);

    /// <summary>It is not needed any more.</summary>
    Task DropAsync(Guid id, string reason, CancellationToken cancellationToken);

    /// <summary>It is refused for good, or was tried often enough.</summary>
    Task FailAsync(MailToSend mail, string error, CancellationToken cancellationToken);

    /// <summary>It is to be tried again after a pause; <paramref name="isKnown"/>: that it did not arrive.</summary>
    Task RetryAsync(
        MailToSend mail, string error, TimeSpan pause, bool isKnown, CancellationToken cancellationToken);
}

/// <summary>A mail that this process is to send now. Personal data: never in a log.</summary>
/// <param name="Id">Becomes the Message-ID, so that a mail that comes twice is known as one.</param>
/// <param name="Name">Of the addressee.</param>
/// <param name="Email">Of the addressee.</param>
/// <param name="Subject">One line.</param>
/// <param name="Body">Plain text.</param>
/// <param name="Attempts">This one counted.</param>
/// <param name="NoLongerNeeded">Why it is to be dropped; null when it is to be sent.</param>
public sealed record MailToSend(
    Guid Id, string Name, string Email, string Subject, string Body, int Attempts, string? NoLongerNeeded = null);
