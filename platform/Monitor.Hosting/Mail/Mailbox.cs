using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;

namespace Monitor.Hosting;

/// <summary>
/// Hands one mail over: to an SMTP server, or in Development to a folder. The only place that knows System.Net.Mail.
/// </summary>
public sealed class Mailbox(IOptions<MailOptions> options)
{
    private readonly MailOptions options = options.Value;

    /// <summary>Returns once the server, or the folder, has it.</summary>
    /// <exception cref="MailNotSentException">It has not, or nobody knows.</exception>
    public async Task SendAsync(MailToSend mail)
    {
        ArgumentNullException.ThrowIfNull(mail);

        // Not the process's own stopping: a mail that is half handed over would be one of which nobody knows.
        using var limit = new CancellationTokenSource(options.Timeout);
        try
        {
            using var message = Message(mail);
            using var client = Client();
            await client.SendMailAsync(message, limit.Token);
        }
        catch (SmtpFailedRecipientException refused)
        {
            throw new MailNotSentException(Line(refused), IsPermanent(refused.StatusCode), isKnown: true, refused);
        }
        catch (SmtpException failure)
        {
            throw new MailNotSentException(
                Line(failure), IsPermanent(failure.StatusCode), IsKnown(failure), failure);
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException)
        {
            throw new MailNotSentException("The mail server did not answer in time.", false, isKnown: false, failure);
        }
        catch (FormatException failure)
        {
            throw new MailNotSentException("The address cannot be written to.", true, isKnown: true, failure);
        }
    }

    /// <summary>
    /// Deletes what lies in the folder for these addresses. What a server took is in the hands of those it was sent to.
    /// </summary>
    public async Task ForgetAsync(IReadOnlyCollection<string> emails, CancellationToken cancellationToken)
    {
        if (options.Delivery != MailDelivery.Folder || !Directory.Exists(options.Folder))
        {
            return;
        }

        foreach (var file in Directory.EnumerateFiles(options.Folder, "*.eml"))
        {
            var text = await File.ReadAllTextAsync(file, cancellationToken);
            if (emails.Any(email => text.Contains(email, StringComparison.OrdinalIgnoreCase)))
            {
                File.Delete(file);
            }
        }
    }

    private MailMessage Message(MailToSend mail)
    {
        var message = new MailMessage
        {
            From = new MailAddress(options.From, options.FromName, Encoding.UTF8),
            Subject = mail.Subject,
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
            Body = mail.Body.ReplaceLineEndings("\r\n"),
            BodyEncoding = Encoding.UTF8,

            // Not quoted-printable: .NET then writes line ends as =0D=0A, which RFC 2045 §6.7 does not want in text.
            BodyTransferEncoding = TransferEncoding.Base64,
        };
        message.To.Add(new MailAddress(mail.Email, mail.Name, Encoding.UTF8));
        if (options.ReplyTo is { } replyTo)
        {
            message.ReplyToList.Add(new MailAddress(replyTo));
        }

        message.Headers.Add("Message-ID", $"<{mail.Id:N}@{options.From[(options.From.IndexOf('@') + 1)..]}>");
        message.Headers.Add("Auto-Submitted", "auto-generated");   // RFC 3834: no holiday answers
        return message;
    }

    private SmtpClient Client()
    {
        if (options.Delivery == MailDelivery.Folder)
        {
            return new SmtpClient
            {
                DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory,
                PickupDirectoryLocation = Directory.CreateDirectory(options.Folder!).FullName,
            };
        }

        return new SmtpClient(options.Host, options.Port)
        {
            EnableSsl = options.Tls,
            UseDefaultCredentials = false,
            Credentials = options.UserName is { } user ? new NetworkCredential(user, options.Password) : null,
        };
    }

    /// <summary>Whether it would be refused again; what concerns us, such as a sign-in, may be mended.</summary>
    private static bool IsPermanent(SmtpStatusCode code) => code is
        SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.UserNotLocalTryAlternatePath
        or SmtpStatusCode.ExceededStorageAllocation or SmtpStatusCode.MailboxNameNotAllowed
        or SmtpStatusCode.TransactionFailed;

    /// <summary>Whether it is sure that the server did not take it: it said so, or was never reached.</summary>
    private static bool IsKnown(SmtpException failure) =>
        failure.StatusCode != SmtpStatusCode.GeneralFailure
        || failure.InnerException is SocketException
        {
            SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.HostUnreachable
                or SocketError.NetworkUnreachable or SocketError.TryAgain,
        };

    /// <summary>What is kept and shown of a failure: one line, not endless.</summary>
    private static string Line(SmtpException failure)
    {
        var cause = failure.InnerException is { } inner ? $"{failure.Message} {inner.Message}" : failure.Message;
        var line = string.Join(' ', cause.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var code = failure.StatusCode == SmtpStatusCode.GeneralFailure ? "" : $"{(int)failure.StatusCode}: ";
        return $"{code}{line}" is { Length: > 300 } text ? text[..300] : $"{code}{line}";
    }
}
