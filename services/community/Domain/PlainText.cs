namespace Monitor.Community.Domain;

/// <summary>Text that can be stored and shown anywhere.</summary>
public static class PlainText
{
    /// <summary>True without control characters (but for line ends and tabs) and without half characters.</summary>
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

    /// <summary>Plain, and on one line.</summary>
    public static bool IsLine(string text) =>
        IsPlain(text) && !text.AsSpan().ContainsAny("\n\r\t\u2028\u2029");

    /// <summary>A text without the space around it, and with one kind of line ends.</summary>
    /// <exception cref="ClientException">The code given: empty, too long, or not plain.</exception>
    public static string Checked(string text, int longest, string code, string what)
    {
        var body = text.Trim().ReplaceLineEndings("\n");
        return body.Length > 0 && body.Length <= longest && IsPlain(body)
            ? body
            : throw new ClientException(code, $"{what} is plain text of 1 to {longest} characters.");
    }
}
