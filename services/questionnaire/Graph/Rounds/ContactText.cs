using CsvHelper;
using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Graph;

/// <summary>Reads contacts from CSV text with a header: municipality, name, email (gemeente, naam, e-mail).</summary>
internal sealed record ContactText(
    IReadOnlyList<(int Line, Contact Contact)> Contacts, IReadOnlyList<ContactFault> Faults)
{
    private const int LongestText = 500_000;
    private const int MostRows = 5_000;

    private static readonly string[][] Columns =
        [["municipality", "gemeente", "code"], ["name", "naam"], ["email", "e-mail", "mail"]];

    /// <summary>The contacts, and every row that is none.</summary>
    /// <exception cref="ClientException">BAD_CSV: too long, or without the three columns.</exception>
    public static ContactText Read(string csv)
    {
        if (csv.Length > LongestText)
        {
            throw new ClientException("BAD_CSV", $"The text has {LongestText} characters at most; give it in parts.");
        }

        using var reader = CsvReader.Create(
            new StringReader(csv), new CsvReaderOptions { TrackLineNumbers = true, SkipEmptyLines = true });
        var columns = ColumnsOf(reader);
        List<(int, Contact)> contacts = [];
        List<ContactFault> faults = [];
        while (reader.Read())
        {
            if (contacts.Count + faults.Count == MostRows)
            {
                throw new ClientException("BAD_CSV", $"The text has {MostRows} rows at most; give it in parts.");
            }

            var line = (int)reader.LineNumber;
            string Field(int column) => columns[column] < reader.FieldCount
                ? reader.GetString(columns[column]).Trim()
                : "";
            if (Contact.FaultOf(Field(1), Field(2)) is { } fault)
            {
                faults.Add(new ContactFault(line, "BAD_CONTACT", fault));
            }
            else
            {
                contacts.Add((line, Contact.Checked(Field(0), Field(1), Field(2))));
            }
        }

        return new ContactText(contacts, faults);
    }

    /// <summary>All faults by line, given which municipalities there are.</summary>
    public IReadOnlyList<ContactFault> FaultsWith(IReadOnlySet<string> known)
    {
        var seen = new HashSet<(string, string)>();
        var unknown = Contacts.Where(c => !known.Contains(c.Contact.Municipality)).Select(c => new ContactFault(
            c.Line, "UNKNOWN_MUNICIPALITY", "There is no municipality with this code; a code is GM and four digits."));
        var repeated = Contacts
            .Where(c => !seen.Add((c.Contact.Municipality, c.Contact.Email.ToLowerInvariant())))
            .Select(c => new ContactFault(c.Line, "REPEATED", "This municipality has this address in an earlier row."));
        return [.. Faults.Concat(unknown).Concat(repeated).OrderBy(f => f.Line)];
    }

    private static int[] ColumnsOf(CsvReader reader)
    {
        var headers = reader.Headers.ToArray().Select(h => h.Trim().ToLowerInvariant()).ToList();
        int[] found = [.. Columns.Select(names => headers.FindIndex(names.Contains))];
        return found.All(at => at >= 0)
            ? found
            : throw new ClientException("BAD_CSV", "The first row names the columns municipality, name and email.");
    }
}
