using System.Buffers.Text;
using System.Text;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Storage;

namespace Monitor.Questionnaire.Graph;

/// <summary>A text beside "anders, namelijk" or of an own measure, as the institute sees it.</summary>
public sealed record OtherTextView(
    OtherTextKey Key,
    string MunicipalityCode,
    Question Question,
    Objective? Objective,
    string Text,
    Coding Coding,
    IReadOnlyList<TextCode> Codes)
{
    public string Id => IdOf(Key);

    public bool IsCoded => Codes.Count > 0;

    public int Revision => Coding.Revision;

    public DateTimeOffset? CodedAt => Coding.At;

    public string? CodedBy => Coding.By;

    public IEnumerable<PersonalDataWarning> Warnings => PersonalDataWarning.Of(Text, WrittenIn.Answer, Question);

    /// <summary>The key that an id holds; null when it is none of ours.</summary>
    internal static OtherTextKey? KeyOf(string id)
    {
        try
        {
            var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(id)).Split('\n');
            return parts.Length == 3
                && Guid.TryParseExact(parts[0], "N", out var response)
                && PlainText.IsPlain(parts[1])
                ? new OtherTextKey(response, parts[1], parts[2])
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string IdOf(OtherTextKey key) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{key.Response:N}\n{key.Question}\n{key.Digest}"));
}

/// <summary>A measure that texts are coded to.</summary>
public sealed record TextCode(string Code, string Label, CodeSource Source, bool IsRetired)
{
    /// <summary>The measure that a code stands for, at this question.</summary>
    internal static TextCode Of(Question question, IEnumerable<MeasureCode> codebook, string code) =>
        question.Option(code) is { } option
            ? new TextCode(code, option.Label, CodeSource.Option, IsRetired: false)
            : Of(codebook.First(c => c.Code == code));

    internal static TextCode Of(MeasureCode code) => new(code.Code, code.Label, CodeSource.Codebook, code.IsRetired);
}

public enum CodeSource
{
    Option,
    Codebook,
}

/// <summary>One act of coding.</summary>
public sealed record CodingView(
    int Revision, IReadOnlyList<TextCode> Codes, DateTimeOffset At, string By, int? Undoes);

/// <summary>A page of texts (Relay).</summary>
public sealed record OtherTextConnection(
    IReadOnlyList<OtherTextEdge> Edges, IReadOnlyList<OtherTextView> Nodes, PageInfo PageInfo, int TotalCount)
{
    internal static OtherTextConnection Of(OtherTextPage page, IReadOnlyList<OtherTextView> views, bool isContinued)
    {
        List<OtherTextEdge> edges =
            [.. page.Found.Zip(views, (found, view) => new OtherTextEdge(found.Cursor.Text, view))];
        return new OtherTextConnection(
            edges,
            views,
            new PageInfo(
                page.HasNextPage, isContinued, edges.FirstOrDefault()?.Cursor, edges.LastOrDefault()?.Cursor),
            page.TotalCount);
    }
}

public sealed record OtherTextEdge(string Cursor, OtherTextView Node);

/// <summary>What the texts at one question are coded to, and how often.</summary>
public sealed record OtherTextCount(Question Question, int Texts, int Coded, IReadOnlyList<CodeCountView> Codes);

public sealed record CodeCountView(TextCode Code, int Texts);
