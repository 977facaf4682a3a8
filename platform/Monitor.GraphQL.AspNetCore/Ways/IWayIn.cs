using Microsoft.AspNetCore.Http;

namespace Monitor.GraphQL.AspNetCore.Ways;

/// <summary>One way in which GraphQL comes over HTTP; the door answers a <see cref="RequestException"/>.</summary>
internal interface IWayIn
{
    /// <summary>
    /// Whether a stranger's page could use it unseen: then <see cref="CsrfPrevention"/> stands before it.
    /// </summary>
    bool NeedsPreflight => true;

    /// <summary>Whether a request comes this way, by its method and headers alone.</summary>
    bool Takes(HttpRequest request);

    /// <summary>Reads the request and answers it whole.</summary>
    Task AnswerAsync(HttpContext context);
}
