using Monitor.Community.Domain;
using Monitor.Community.Storage;
using Monitor.GraphQL.Execution;

namespace Monitor.Community.Graph;

/// <summary>
/// Answers <c>Query.emailDomains</c>: for the institute, so that nobody can try names against the list.
/// </summary>
public sealed class DomainResolvers(EmailDomainStore domains)
{
    public async ValueTask<IReadOnlyList<EmailDomain>?> EmailDomainsAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        context.Institute();
        return await domains.ListAsync(context.Argument<string?>("municipality"), cancellationToken);
    }
}
