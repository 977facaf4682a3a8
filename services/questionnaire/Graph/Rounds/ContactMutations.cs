using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Storage;

namespace Monitor.Questionnaire.Graph;

/// <summary>The institute keeps whom to write to.</summary>
public sealed class ContactMutations(RoundWork work, MunicipalityStore municipalities)
{
    /// <summary><c>setContact</c>: an address that is there already gets the name.</summary>
    public async ValueTask<Municipality?> SetContactAsync(FieldContext context, CancellationToken cancellationToken)
    {
        RoundWork.RequireInstitute(context);
        var code = context.Argument<string>("municipality");
        var contact = Contact.Checked(
            code, context.Argument<string>("name"), context.Argument<string>("email"));
        var municipality = await FindAsync(code, cancellationToken);
        await work.RunAsync(
            context,
            async (transaction, _) =>
            {
                await using var acting = await ActingAs.Service.WithinAsync(transaction, cancellationToken);
                await ContactStore.SaveAsync(acting, [contact], cancellationToken);
                return code;
            },
            cancellationToken);
        return municipality;
    }

    /// <summary><c>removeContact</c>.</summary>
    public async ValueTask<Municipality?> RemoveContactAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var id = Guid.TryParse(context.Argument<string>("id"), out var given) ? given : Guid.Empty;
        var code = await work.RunAsync(
            context,
            async (transaction, _) =>
            {
                await using var acting = await ActingAs.Service.WithinAsync(transaction, cancellationToken);
                return await ContactStore.RemoveAsync(acting, id, cancellationToken)
                    ?? throw new ClientException("NOT_FOUND", "There is no contact with this id.");
            },
            cancellationToken);
        return await FindAsync(code, cancellationToken);
    }

    /// <summary><c>importContacts</c>: all of the text, or nothing.</summary>
    public async ValueTask<ContactImport?> ImportContactsAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        RoundWork.RequireInstitute(context);
        var read = ContactText.Read(context.Argument<string>("csv"));
        var codes = read.Contacts.Select(c => c.Contact.Municipality);
        var known = await municipalities.FindAsync(codes, cancellationToken);
        var faults = read.FaultsWith(known.Keys.ToHashSet(StringComparer.Ordinal));
        var isDry = context.Argument<bool>("dryRun");
        return await work.RunAsync(
            context,
            async (transaction, _) =>
            {
                await using var acting = await ActingAs.Service.WithinAsync(transaction, cancellationToken);
                var contacts = read.Contacts.Select(c => c.Contact).ToList();
                var before = await ContactStore.FindAsync(acting, codes, cancellationToken);
                var isSaved = faults.Count == 0 && !isDry;
                if (isSaved)
                {
                    await ContactStore.SaveAsync(acting, contacts, cancellationToken);
                }

                return ContactImport.Of(contacts, before, faults, isSaved);
            },
            cancellationToken);
    }

    private async Task<Municipality> FindAsync(string code, CancellationToken cancellationToken) =>
        (await municipalities.FindAsync([code], cancellationToken)).GetValueOrDefault(code)
        ?? throw new ClientException(
            "UNKNOWN_MUNICIPALITY", "There is no municipality with this code; a code is GM and four digits.");
}

/// <summary>What an import of contacts did, or would do.</summary>
/// <param name="Added">Contacts that were not there.</param>
/// <param name="Changed">Whose name, or the case of whose address, differs.</param>
/// <param name="Unchanged">That are there just so.</param>
/// <param name="IsSaved">False when it was a dry run, or has a fault.</param>
/// <param name="FaultCount">How many rows do not fit.</param>
/// <param name="Faults">The first of them.</param>
public sealed record ContactImport(
    int Added, int Changed, int Unchanged, bool IsSaved, int FaultCount, IReadOnlyList<ContactFault> Faults)
{
    private const int MostFaults = 100;

    public static ContactImport Of(
        IReadOnlyList<Contact> contacts,
        ILookup<string, Contact> before,
        IReadOnlyList<ContactFault> faults,
        bool isSaved)
    {
        var there = contacts.Select(c => (Contact: c, Before: before[c.Municipality].FirstOrDefault(
            b => string.Equals(b.Email, c.Email, StringComparison.OrdinalIgnoreCase)))).ToList();
        var unchanged = there.Count(t => t.Before is { } b && b.Name == t.Contact.Name && b.Email == t.Contact.Email);
        var added = there.Count(t => t.Before is null);
        return new ContactImport(
            added, contacts.Count - added - unchanged, unchanged, isSaved, faults.Count,
            [.. faults.Take(MostFaults)]);
    }
}
