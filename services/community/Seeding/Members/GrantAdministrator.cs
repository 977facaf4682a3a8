using Monitor.Community.Domain;
using Monitor.Community.Graph;
using Monitor.Community.Storage;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Seeding;

/// <summary>
/// <c>grant-administrator --issuer I --subject S --name N --email E [--again]</c>: makes someone an administrator by
/// who may run programs here, as long as there is none who could. On record as an act of the service by itself.
/// </summary>
public sealed class GrantAdministrator(
    NpgsqlDataSource database,
    Migrator migrator,
    Memberships memberships,
    TimeProvider time,
    AuditLog audit,
    ILogger<GrantAdministrator> log) : IServiceCommand
{
    private const string Again = "--again";

    private static readonly string[] needed = ["--issuer", "--subject", "--name", "--email"];

    public string Name => "grant-administrator";

    public async Task RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var given = Read(arguments);
        var person = PersonOf(given["--name"], given["--email"]);
        await migrator.RunAsync(cancellationToken);
        await using var service = await ActingAs.Service.BeginAsync(database, cancellationToken);
        await MemberStore.LockAsync(service, municipality: null, cancellationToken);
        var account = await CallerStore.HoldAccountAsync(
            service, given["--issuer"], given["--subject"], time.GetUtcNow(), cancellationToken);
        if (await MemberStore.FindAsync(service, account, cancellationToken) is { IsActive: true } member)
        {
            if (member.Has(MemberRole.Administrator))
            {
                return;   // it was done before
            }

            await RequireNoneAsync(service, account, given.ContainsKey(Again), cancellationToken);
            await memberships.ChangeRolesAsync(
                service, OfInstitute(member), [.. member.Roles, MemberRole.Administrator], cancellationToken);
        }
        else
        {
            await RequireNoneAsync(service, account, given.ContainsKey(Again), cancellationToken);
            await memberships.StartAsync(
                service, account, (person.Name, person.Email), municipality: null, [MemberRole.Administrator],
                account.ToString("N"), cancellationToken);
        }

        await audit.AddAsync(
            service.Transaction, new Act(ActKind.RolesChanged, of: $"member:{account:N}"), cancellationToken);
        await service.CommitAsync(cancellationToken);
        log.AdministratorGranted(account);
    }

    /// <summary>Whoever is there already can do it in the graph, with a second look and by name.</summary>
    private static async Task RequireNoneAsync(
        ActingTransaction service, Guid account, bool isAgain, CancellationToken cancellationToken)
    {
        var (_, administrators) = await MemberStore.OthersAsync(
            service, account, municipality: null, MemberRole.Administrator, demonstration: false, cancellationToken);
        if (administrators > 0 && !isAgain)
        {
            throw new CommandException(
                $"There are administrators already ({administrators}), who can grant the role. Where none of them can"
                + $" sign in any more, add {Again}.");
        }
    }

    private static Member OfInstitute(Member member) => member.MunicipalityCode is null
        ? member
        : throw new CommandException(
            $"This account acts for {member.MunicipalityCode}. End that membership first: one account has one.");

    /// <summary>By option; a switch has no value.</summary>
    private static Dictionary<string, string> Read(IReadOnlyList<string> arguments)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var at = 0; at < arguments.Count; at++)
        {
            var option = arguments[at];
            if (option != Again && (!needed.Contains(option) || at + 1 == arguments.Count))
            {
                throw Usage();
            }

            given[option] = option == Again ? "" : arguments[++at];
        }

        return needed.All(each => given.GetValueOrDefault(each) is { Length: > 0 }) ? given : throw Usage();
    }

    private static Person PersonOf(string name, string email)
    {
        try
        {
            return Person.Of(name, email);
        }
        catch (ClientException refused)
        {
            throw new CommandException(refused.Message);
        }
    }

    private static CommandException Usage() => new(
        "grant-administrator --issuer ISSUER --subject SUBJECT --name NAME --email ADDRESS [--again]: issuer and"
        + " subject as the identity provider's tokens have them (iss, sub).");
}
