using System.Text.RegularExpressions;

namespace Monitor.Questionnaire.Domain;

/// <summary>
/// What in a text seems to be personal data: no case data belongs in a response. It warns and never refuses, so it
/// rather misses one than cries wolf at years, amounts, dates and account numbers.
/// </summary>
public static partial class PersonalData
{
    /// <summary>What was found, in the order of the text; a place is found once.</summary>
    public static IReadOnlyList<PersonalDataFinding> Find(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return [];
        }

        // Each kind takes its places away from the next: an account number holds what looks like a phone number.
        var rest = text.ToCharArray();
        foreach (Match account in Matches(AccountNumber(), rest))
        {
            Take(rest, account);
        }

        List<PersonalDataFinding> found = [];
        foreach (var (kind, matches) in ((PersonalDataKind, IEnumerable<Match>)[])
        [
            (PersonalDataKind.Email, Matches(EmailAddress(), rest)),
            (PersonalDataKind.Phone, Matches(Phone(), rest)),
            (PersonalDataKind.Bsn, Matches(NineDigits(), rest).Where(m => IsBsn(m, text))),
        ])
        {
            foreach (var match in matches.ToList())
            {
                Take(rest, match);
                found.Add(new PersonalDataFinding(kind, match.Index, match.Length, Masked(kind, match.Value)));
            }
        }

        return [.. found.OrderBy(f => f.Position)];
    }

    /// <summary>Burgerservicenummer by the eleven-test: weights 9 to 2, and −1 for the last digit.</summary>
    /// <param name="digits">Nine, or eight when the leading zero is left out.</param>
    public static bool PassesElevenTest(string digits)
    {
        var nine = digits.PadLeft(9, '0');
        if (nine.Length != 9 || nine.StartsWith("00", StringComparison.Ordinal))
        {
            return false;   // numbers that begin with two zeros were never given out
        }

        var sum = Enumerable.Range(0, 8).Sum(at => (9 - at) * (nine[at] - '0')) - (nine[8] - '0');
        return sum % 11 == 0;
    }

    private static bool IsBsn(Match match, string text)
    {
        var digits = string.Concat(match.Value.Where(char.IsAsciiDigit));
        return PassesElevenTest(digits)
            && !IsDate(digits)
            && !OtherNumber().IsMatch(text[..match.Index])
            && !Quantity().IsMatch(text[(match.Index + match.Length)..]);
    }

    // 20181001 and 01102018 are days.
    private static bool IsDate(string digits) =>
        digits.Length == 8
        && (DateTime.TryParseExact(digits, "yyyyMMdd", null, default, out var day)
            || DateTime.TryParseExact(digits, "ddMMyyyy", null, default, out day))
        && day.Year is >= 1900 and < 2100;

    private static MatchCollection Matches(Regex pattern, char[] rest) => pattern.Matches(new string(rest));

    private static void Take(char[] rest, Match match) => Array.Fill(rest, '\u00b7', match.Index, match.Length);

    private static string Masked(PersonalDataKind kind, string value)
    {
        if (kind == PersonalDataKind.Email)
        {
            return $"{value[0]}***{value[value.IndexOf('@', StringComparison.Ordinal)..]}";
        }

        var digits = value.Count(char.IsAsciiDigit);
        var seen = 0;
        return string.Concat(value.Select(c => char.IsAsciiDigit(c) && ++seen <= digits - 2 ? '*' : c));
    }

    [GeneratedRegex("""
        (?<![A-Za-z0-9])[A-Z]{2}\d{2}[ ]?[A-Z]{4}(?:[ ]?\d){10}(?!\d)     # Dutch account number
        | (?<![A-Za-z0-9])[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){3,7}           # any other
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex AccountNumber();

    [GeneratedRegex("""
        (?<![A-Za-z0-9._%+'-])[A-Za-z0-9][A-Za-z0-9._%+'-]*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex EmailAddress();

    // Ten digits from 0, or nine after +31: mobile, area code of three digits, of four. 0800 and 0900 are nobody's own.
    [GeneratedRegex("""
        (?<![\d,.+/-])
        (?:
            (?:\+31|0031)[ .-]?(?:\(0\)[ ]?)?[1-9](?:[ .-]?\d){8}
          | 06[ .-]{0,3}[1-9](?:[ .-]?\d){7}
          | \(?0(?:[1-57]\d|8[58])\)?[ ]?[-/ ]?[ ]?[1-9](?:[ .-]?\d){6}
          | \(?0[1-57]\d{2}\)?[ ]?[-/ ]?[ ]?[1-9](?:[ .-]?\d){5}
        )
        (?![ .-]?\d)
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Phone();

    // In one piece (eight digits: without the leading zero), or in groups as people write it; no number beside it.
    [GeneratedRegex("""
        (?<![A-Za-z0-9€$]|\d[.,/ -]|€[ ]?)
        (?: \d{8,9} | \d{3}[. ]\d{3}[. ]\d{3} | \d{4}[. ]\d{2}[. ]\d{3} | \d{3}[. ]\d{2}[. ]\d{3} )
        (?![A-Za-z0-9]|[.,/ -]\d|,-)
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex NineDigits();

    // Said just before: an amount, a company's number, an account.
    [GeneratedRegex(
        """(?:€|\beuro|\bEUR|\bkvk\b[^\d]{0,20}|\brsin\b[^\d]{0,20}|\brekening(?:nummer)?\b[^\d]{0,10})[ :.]*$""",
        RegexOptions.IgnoreCase)]
    private static partial Regex OtherNumber();

    // Said just after: how many of what.
    [GeneratedRegex("""^[ ]?(?:euro|EUR\b|€|inwoners|miljoen|mln|duizend|procent|%)""", RegexOptions.IgnoreCase)]
    private static partial Regex Quantity();
}

/// <param name="Kind">What it seems to be.</param>
/// <param name="Position">Where it begins in the text, in UTF-16 units from 0.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Excerpt">The place with most of it masked: enough to find it, too little to use it.</param>
public sealed record PersonalDataFinding(PersonalDataKind Kind, int Position, int Length, string Excerpt)
{
    /// <summary>What to do about it, in Dutch, for the officer.</summary>
    public string Advice => Kind switch
    {
        PersonalDataKind.Bsn =>
            "Dit lijkt een burgerservicenummer. Haal het weg: gegevens van personen horen niet in de monitor.",
        PersonalDataKind.Email =>
            "Dit lijkt een e-mailadres. Haal het weg, of noem een functie of afdeling in plaats van een persoon.",
        _ => "Dit lijkt een telefoonnummer. Haal het weg, of noem een functie of afdeling in plaats van een persoon.",
    };
}

public enum PersonalDataKind
{
    Bsn,
    Email,
    Phone,
}
