using System.Globalization;
using System.Text.RegularExpressions;
using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Seeding;

/// <summary>
/// Reads a list of CBS's table "Gebieden in Nederland": a row per municipality, a column with the codes and one with
/// the names of each division, numbered through (<c>Code_1;Naam_2;Code_3;…;Inwonertal_57</c>). The numbers differ from
/// table to table (83553NED for 2017), so a division is known by its codes: GM, PV, CR, VR. Other divisions are
/// skipped; Veilig Thuis regions and centre areas are not in it.
/// </summary>
internal static partial class CbsListFile
{
    private static readonly (RegionKind Kind, Regex Code)[] Divisions =
    [
        (RegionKind.SafetyRegion, SafetyRegionCode()),
        (RegionKind.Province, ProvinceCode()),
        (RegionKind.Corop, CoropCode()),
    ];

    public static ImportedList Read(string text, List<AreaFault> faults)
    {
        var table = AreaTable.Read(text, AreaFile.Municipalities, faults);
        if (PlacesOf(table, MunicipalityCode()) is not { } municipality)
        {
            faults.Add(new AreaFault(
                AreaFile.Municipalities, 1, "NO_MUNICIPALITIES",
                "No column holds codes of municipalities (GM and four digits) with their names in the next."));
            return new ImportedList([], []);
        }

        var regions = Divisions.Select(d => (d.Kind, d.Code, Places: PlacesOf(table, d.Code)))
            .Where(d => d.Places is not null).Select(d => (d.Kind, d.Code, Places: d.Places!.Value)).ToList();
        if (!regions.Exists(r => r.Kind == RegionKind.Province))
        {
            faults.Add(new AreaFault(
                AreaFile.Municipalities, 1, "NO_PROVINCES",
                "No column holds codes of provinces (PV and two digits) with their names in the next."));
        }

        var inhabitants = table.Headers.Index()
            .Where(h => h.Item.StartsWith("Inwonertal", StringComparison.OrdinalIgnoreCase))
            .Select(h => (int?)h.Index).FirstOrDefault();
        var reader = new RowReader(municipality, regions, inhabitants, faults);
        return new ImportedList(
            [.. regions.Select(r => r.Kind).Order()],
            [.. table.Rows.Select(reader.Read).OfType<ImportedMunicipality>()]);
    }

    /// <summary>
    /// The column that mostly holds such codes, and the next, which does not: the key column of the table repeats the
    /// codes before the codes themselves.
    /// </summary>
    private static (int Code, int Name)? PlacesOf(AreaTable table, Regex code)
    {
        bool IsCodes(int place) => table.Rows.Count(r => code.IsMatch(r.Fields[place])) * 2 > table.Rows.Count;
        return Enumerable.Range(0, Math.Max(0, table.Headers.Count - 1))
            .Where(place => IsCodes(place) && !IsCodes(place + 1))
            .Select(place => ((int, int)?)(place, place + 1))
            .FirstOrDefault();
    }

    private sealed class RowReader(
        (int Code, int Name) municipality,
        IReadOnlyList<(RegionKind Kind, Regex Code, (int Code, int Name) Places)> regions,
        int? inhabitants,
        List<AreaFault> faults)
    {
        /// <summary>Null when the row has a fault.</summary>
        public ImportedMunicipality? Read((int Line, string[] Fields) row)
        {
            var found = faults.Count;
            var (line, fields) = row;
            var (code, name) = (fields[municipality.Code], fields[municipality.Name]);
            Require(MunicipalityCode().IsMatch(code), line, "BAD_CODE", $"'{code}' is no code of a municipality.");
            Require(PlainText.IsPlain(name) && name.Length is > 0 and <= 100, line, "NO_NAME", $"{code} has no name.");
            var its = new Dictionary<RegionKind, (string, string)>();
            foreach (var (kind, pattern, places) in regions)
            {
                var (region, regionName) = (fields[places.Code], fields[places.Name]);
                Require(
                    pattern.IsMatch(region) && PlainText.IsPlain(regionName) && regionName.Length is > 0 and <= 100,
                    line, "BAD_REGION", $"{code} has no region of the kind {kind.Text()}: '{region}' '{regionName}'.");
                its[kind] = (region, regionName);
            }

            var count = CountOf(fields, line);
            return faults.Count == found ? new ImportedMunicipality(line, code, name, its, count) : null;
        }

        private int? CountOf(string[] fields, int line)
        {
            if (inhabitants is not { } place || fields[place] is "" or ".")   // a point: CBS does not know it
            {
                return null;
            }

            var isNumber = int.TryParse(
                fields[place], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0;
            Require(isNumber, line, "BAD_NUMBER", $"'{fields[place]}' is no number of inhabitants.");
            return isNumber ? number : null;
        }

        private void Require(bool isTrue, int line, string code, string message)
        {
            if (!isTrue)
            {
                faults.Add(new AreaFault(AreaFile.Municipalities, line, code, message));
            }
        }
    }

    [GeneratedRegex(@"^GM\d{4}\z")]
    private static partial Regex MunicipalityCode();

    [GeneratedRegex(@"^PV\d{2}\z")]
    private static partial Regex ProvinceCode();

    [GeneratedRegex(@"^CR\d{2}\z")]
    private static partial Regex CoropCode();

    [GeneratedRegex(@"^VR\d{2}\z")]
    private static partial Regex SafetyRegionCode();
}
