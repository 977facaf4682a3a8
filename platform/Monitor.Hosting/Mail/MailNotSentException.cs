namespace Monitor.Hosting;

/// <summary>A mail was not handed over.</summary>
/// <param name="message">
/// Why, in one line; for whoever runs the system, not for logs: a server may repeat the address.
/// </param>
/// <param name="isPermanent">It would be refused again.</param>
/// <param name="isKnown">It is sure that the server does not have it.</param>
/// <param name="cause">What was thrown.</param>
public sealed class MailNotSentException(string message, bool isPermanent, bool isKnown, Exception cause)
    : Exception(message, cause)
{
    public bool IsPermanent { get; } = isPermanent;

    public bool IsKnown { get; } = isKnown;
}
