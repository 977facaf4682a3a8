using System.Text.Json;
using Microsoft.Extensions.Options;
using Monitor.Community.Domain;
using Monitor.Community.Storage;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Seeding;

/// <summary>
/// Adds the personas and machines of <c>seeds/community/personas.json</c> for every municipality of the seeds, as the
/// development provider knows them; all are marked as demonstration. Without the setting PersonaIssuer there are none.
/// </summary>
public sealed class PersonaSeeder(
    NpgsqlDataSource database, IOptions<MemberOptions> options, ILogger<PersonaSeeder> log) : ISeeder
{
    public async Task SeedAsync(string folder, CancellationToken cancellationToken)
    {
        if (options.Value.PersonaIssuer is not { } issuer)
        {
            return;
        }

        await using var text = File.OpenRead(Path.Combine(folder, "community", "personas.json"));
        var file = await JsonSerializer.DeserializeAsync<PersonasFile>(
            text, JsonSerializerOptions.Web, cancellationToken);
        if (!file!.Demonstration)
        {
            throw new FormatException("personas.json is not marked as demonstration: nobody in it may exist.");
        }

        var areas = SeedAreas.Read(folder);
        await using var acting = await ActingAs.Service.BeginAsync(database, cancellationToken);
        var added = await PersonaStore.AddAsync(
            acting, issuer, [.. file.PersonasOf(areas)], file.Since, cancellationToken);
        foreach (var machine in file.MachinesOf(areas))
        {
            await PersonaStore.AddAsync(acting, issuer, machine, file.Since, cancellationToken);
        }

        await acting.CommitAsync(cancellationToken);
        log.PersonasSeeded(added);
    }

    private sealed record PersonasFile(
        bool Demonstration,
        DateTimeOffset Since,
        IReadOnlyList<string> FirstNames,
        IReadOnlyList<string> LastNames,
        IReadOnlyList<string> MunicipalRoles,
        IReadOnlyList<string> CentreRoles,
        IReadOnlyList<string> InstituteRoles,
        IReadOnlyList<MachineInFile> Machines,
        IReadOnlyList<MachineInFile> CentreMachines)
    {
        public IEnumerable<Persona> PersonasOf(KnownAreas areas) =>
        [
            .. areas.Municipalities.SelectMany(m => MunicipalRoles.Select(role => PersonaOf(role, m.Code))),
            .. CentresOf(areas).SelectMany(code => CentreRoles.Select(role => PersonaOf(role, code))),
            .. InstituteRoles.Select(role => PersonaOf(role, municipality: null)),
        ];

        public IEnumerable<SeededMachine> MachinesOf(KnownAreas areas) =>
        [
            .. Machines.Select(m => new SeededMachine(m.Client, m.Name, Municipality: null, m.Scopes)),
            .. CentresOf(areas).SelectMany(code => CentreMachines.Select(m => new SeededMachine(
                $"{m.Client}-{code.ToLowerInvariant()}", m.Name, code, m.Scopes))),
        ];

        private Persona PersonaOf(string role, string? municipality) =>
            Persona.Of(role, municipality, FirstNames, LastNames);

        private static IEnumerable<string> CentresOf(KnownAreas areas) =>
            areas.Regions.Select(r => r.Centre).OfType<string>().Distinct();
    }

    private sealed record MachineInFile(string Client, string Name, IReadOnlyList<string> Scopes);
}
