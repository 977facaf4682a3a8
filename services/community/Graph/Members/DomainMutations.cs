using Monitor.Community.Domain;
using Monitor.Community.Storage;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Graph;

/// <summary>Keeps the list of municipalities' e-mail domains: the institute.</summary>
public sealed class DomainMutations(
    NpgsqlDataSource database,
    EmailDomainStore domains,
    AreaStore areas,
    AuditLog audit,
    Idempotency idempotency,
    TimeProvider time)
{
    public async ValueTask<IReadOnlyList<EmailDomain>?> AddEmailDomainAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        var institute = context.Institute();
        var municipality = context.Argument<string>("municipality");
        var domain = EmailDomain.Checked(context.Argument<string>("domain"));
        if (await areas.FindAsync(municipality, cancellationToken) is not { IsCurrent: true })
        {
            throw new ClientException("UNKNOWN_MUNICIPALITY", "There is no municipality with this code now.");
        }

        return await RunAsync(context, municipality, async transaction =>
            await EmailDomainStore.AddAsync(
                transaction,
                [new EmailDomain(municipality, domain, time.GetUtcNow(), Demonstration: false)],
                institute.Pseudonym,
                cancellationToken) > 0, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<EmailDomain>?> RemoveEmailDomainAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        context.Institute();
        var municipality = context.Argument<string>("municipality");
        var domain = EmailDomain.Checked(context.Argument<string>("domain"));
        return await RunAsync(
            context, municipality,
            transaction => EmailDomainStore.RemoveAsync(transaction, municipality, domain, cancellationToken),
            cancellationToken);
    }

    /// <summary>Nothing is recorded where nothing changes. The answer: the municipality's domains.</summary>
    private async Task<IReadOnlyList<EmailDomain>?> RunAsync(
        FieldContext context,
        string municipality,
        Func<NpgsqlTransaction, Task<bool>> change,
        CancellationToken cancellationToken)
    {
        await using (var connection = await database.OpenConnectionAsync(cancellationToken))
        {
            await idempotency.RunAsync(context, connection, async transaction =>
            {
                if (await change(transaction))
                {
                    await audit.AddAsync(
                        transaction, new Act(ActKind.DomainsChanged, municipality), cancellationToken);
                }

                return true;
            }, cancellationToken);
        }

        return await domains.ListAsync(municipality, cancellationToken);
    }
}
