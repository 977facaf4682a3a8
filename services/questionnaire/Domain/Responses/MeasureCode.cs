using System.Text.RegularExpressions;

namespace Monitor.Questionnaire.Domain;

/// <summary>A line of the codebook that the institute keeps per question: a measure that no option names.</summary>
/// <param name="Question">The question's id; the same in every round that asks it.</param>
/// <param name="Code">1 to 80 lower-case letters, digits and hyphens; unlike any option of the question.</param>
/// <param name="Label">The measure in Dutch, 1 to 200 characters.</param>
/// <param name="IsRetired">No longer given to texts; those that have it keep it.</param>
public sealed partial record MeasureCode(string Question, string Code, string Label, bool IsRetired)
{
    private const int LongestLabel = 200;

    /// <exception cref="ClientException">BAD_CODE, CODE_TAKEN, LABEL_LENGTH, NOT_PLAIN_TEXT.</exception>
    public static MeasureCode Of(Question question, string code, string label)
    {
        if (!WellFormed().IsMatch(code))
        {
            throw new ClientException(
                "BAD_CODE", "A code is 1 to 80 lower-case letters, digits and hyphens, the first no hyphen.");
        }

        return question.Option(code) is null
            ? new MeasureCode(question.Id, code, LabelOf(label), IsRetired: false)
            : throw new ClientException("CODE_TAKEN", $"'{code}' is an option of {question.Id}: code to that.");
    }

    /// <summary>A label as it is kept.</summary>
    /// <exception cref="ClientException">LABEL_LENGTH, NOT_PLAIN_TEXT.</exception>
    public static string LabelOf(string given)
    {
        var label = given.Trim();
        if (label.Length is 0 or > LongestLabel)
        {
            throw new ClientException("LABEL_LENGTH", $"A label has 1 to {LongestLabel} characters.");
        }

        return PlainText.IsPlain(label)
            ? label
            : throw new ClientException(
                "NOT_PLAIN_TEXT", "The label holds control characters or half a character; send plain text.");
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,79}$", RegexOptions.CultureInvariant)]
    private static partial Regex WellFormed();
}
