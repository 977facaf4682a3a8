namespace Monitor.Questionnaire.Domain;

/// <summary>Text that can be stored and shown anywhere.</summary>
public static class PlainText
{
    /// <summary>True without control characters (but for line ends and tabs) and without lone surrogates.</summary>
    public static bool IsPlain(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var unit = text[at];
            if (char.IsControl(unit) && unit is not ('\n' or '\r' or '\t'))
            {
                return false;
            }

            if (char.IsSurrogate(unit) && (at + 1 == text.Length || !char.IsSurrogatePair(unit, text[++at])))
            {
                return false;
            }
        }

        return true;
    }
}
