namespace Monitor.Questionnaire.Domain;

/// <summary>
/// A submitted text that says what no option says ("anders, namelijk", an own measure), and what the institute coded it
/// to. Coding changes no answer.
/// </summary>
/// <param name="Key">Which text of which response.</param>
/// <param name="Municipality">Whose it is.</param>
/// <param name="Text">As submitted.</param>
/// <param name="Coding">What it is coded to now.</param>
public sealed record OtherText(OtherTextKey Key, string Municipality, string Text, Coding Coding)
{
    /// <summary>Whether answers to this question hold such texts.</summary>
    public static bool IsHeldBy(Question question) =>
        question.Options.Any(o => o.TakesText)
        || (question.Kind == QuestionKind.Text && question.Code == "own-measure");
}

/// <summary>A text at a question of a response. Another text there, of a later submission, has another key.</summary>
/// <param name="Response">Id of the response.</param>
/// <param name="Question">The question's id.</param>
/// <param name="Digest">SHA-256 of the text in UTF-8, in hexadecimal.</param>
public sealed record OtherTextKey(Guid Response, string Question, string Digest);

/// <summary>What a text is coded to.</summary>
/// <param name="Revision">How many acts led to it; 0 when nobody coded it yet.</param>
/// <param name="Codes">Ids of options of its question, and codes of its codebook; empty: uncoded.</param>
/// <param name="At">When it was coded so.</param>
/// <param name="By">Subject of the token that was used.</param>
/// <param name="Undoes">The revision that the act took back; null when it coded anew.</param>
public sealed record Coding(int Revision, IReadOnlyList<string> Codes, DateTimeOffset? At, string? By, int? Undoes)
{
    /// <summary>Measures that one text may name at most.</summary>
    public const int MostCodes = 10;

    public static Coding None { get; } = new(0, [], null, null, null);

    /// <summary>The next coding, when the one that was read is the current one.</summary>
    /// <exception cref="CodingConflictException">Someone coded it since.</exception>
    public Coding Next(
        int readRevision, IReadOnlyList<string> codes, string by, DateTimeOffset now, int? undoes = null) =>
        readRevision == Revision
            ? new Coding(Revision + 1, codes, now, by, undoes)
            : throw new CodingConflictException(codes, this);
}

/// <summary>
/// Another coder was first. Details hold <c>yours</c> (codes) and <c>theirs</c> (codes, revision, by, at).
/// </summary>
public sealed class CodingConflictException : ClientException
{
    public CodingConflictException(IReadOnlyList<string> yours, Coding theirs)
        : base("CODING_CONFLICT",
            "The text was coded since you read it, and nothing was changed. Code again with the revision of theirs.") =>
        Details = new Dictionary<string, object?>
        {
            ["yours"] = yours,
            ["theirs"] = new Dictionary<string, object?>
            {
                ["codes"] = theirs.Codes,
                ["revision"] = theirs.Revision,
                ["by"] = theirs.By,
                ["at"] = theirs.At?.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            },
        };
}
