using System.Collections.Frozen;
using Monitor.Hosting;

namespace Monitor.Identity;

/// <summary>
/// All personas: of each municipality a reader, an officer and a coordinator, of each centre municipality a regional
/// coordinator too, and the institute's people.
/// </summary>
internal sealed class PersonaBook
{
    private readonly FrozenDictionary<string, Persona> _bySubject;
    private readonly IReadOnlyList<(Place Place, Persona[] Personas, string Words)> _places;

    public PersonaBook(Places places)
    {
        Institute = [.. Role.OfInstitute.Select(role => new Persona(PersonaSubject.Of(role, null), role, null))];
        _places =
        [
            .. places.Municipalities.Select(place => (
                place,
                RolesOf(place).Select(role => new Persona(PersonaSubject.Of(role, place.Code), role, place)).ToArray(),
                Plain($"{place.Name} {place.Code}"))),
        ];
        _bySubject = Institute.Concat(_places.SelectMany(entry => entry.Personas))
            .ToFrozenDictionary(persona => persona.Subject, StringComparer.Ordinal);
    }

    /// <summary>Those of no municipality.</summary>
    public IReadOnlyList<Persona> Institute { get; }

    public Persona? Find(string? subject) => subject is null ? null : _bySubject.GetValueOrDefault(subject);

    /// <summary>
    /// The municipalities whose name or code holds all words, in order of name; whatever the accents and the case.
    /// </summary>
    public IReadOnlyList<(Place Place, IReadOnlyList<Persona> Personas)> Search(string? words)
    {
        var wanted = Plain(words ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return
        [
            .. _places.Where(entry => wanted.All(word => entry.Words.Contains(word, StringComparison.Ordinal)))
                .Select(entry => (entry.Place, (IReadOnlyList<Persona>)entry.Personas)),
        ];
    }

    private static IEnumerable<string> RolesOf(Place place) =>
        
        place.IsCentre ? PersonaSubject.OfMunicipality.Append(Role.RegionalCoordinator) : PersonaSubject.OfMunicipality;

    // The letters with signs that names of municipalities have: Súdwest-Fryslân, Skarsterlân.
    private static string Plain(string text) => string.Concat(text.ToLowerInvariant().Select(letter => letter switch
    {
        'á' or 'à' or 'â' or 'ä' => 'a',
        'é' or 'è' or 'ê' or 'ë' => 'e',
        'í' or 'ì' or 'î' or 'ï' => 'i',
        'ó' or 'ò' or 'ô' or 'ö' => 'o',
        'ú' or 'ù' or 'û' or 'ü' => 'u',
        _ => letter,
    }));
}
