namespace Monitor.Questionnaire.Domain;

/// <summary>How large a questionnaire may be. Texts are counted in characters (Unicode code points).</summary>
/// <remarks>The JSON Schema beside this file says the same; a test holds both to each other.</remarks>
public static class DocumentLimits
{
    public const int Objectives = 50;

    /// <summary>Questions of one objective, and extra questions.</summary>
    public const int Questions = 40;

    /// <summary>Options of one question.</summary>
    public const int Options = 60;

    public const int Id = 80;

    /// <summary>Of a questionnaire or an objective.</summary>
    public const int Title = 200;

    /// <summary>Definition, rationale, help, source.</summary>
    public const int Text = 4_000;

    /// <summary>Of a question or an option; also a licence.</summary>
    public const int Label = 1_000;

    /// <summary>An objective's number within its theme, at most.</summary>
    public const int Number = 999;

    /// <summary>How far from zero a range may reach.</summary>
    public const decimal Range = 1_000_000_000_000m;

    /// <summary>The whole document, in bytes of UTF-8 without spaces between its parts.</summary>
    public const int Bytes = 600_000;

    /// <summary>Faults that are told of one document; one that says so follows.</summary>
    public const int Faults = 1_000;
}
