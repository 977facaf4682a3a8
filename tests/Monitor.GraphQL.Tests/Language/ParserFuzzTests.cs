using System.Globalization;
using System.Text;
using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Tests.Language;

/// <summary>Documents that are nearly right: each is read or refused, and what is read can be written.</summary>
/// <remarks>
/// The seed is fixed, so that a change is judged by itself and not by luck; the long form (MONITOR_TEST_LONG=1) takes a
/// new one each time and prints it. MONITOR_SEED and MONITOR_CASES choose both.
/// </remarks>
public sealed class ParserFuzzTests(ITestOutputHelper output)
{
    private const int UsualSeed = 20250901;
    private const int UsualCases = 50_000;
    private const int LongCases = 1_000_000;

    /// <summary>A text takes microseconds; this long is a hang even on a machine that swaps.</summary>
    private static readonly TimeSpan LongestText = TimeSpan.FromSeconds(30);

    private string current = "";
    private int done;
    private int parsed;

    [Fact]
    public async Task Documents_that_are_nearly_right_are_read_or_refused_and_nothing_else()
    {
        var isLong = Environment.GetEnvironmentVariable("MONITOR_TEST_LONG") == "1";
        var seed = Setting("MONITOR_SEED") ?? (isLong ? Environment.TickCount : UsualSeed);
        var cases = Setting("MONITOR_CASES") ?? (isLong ? LongCases : UsualCases);
        output.WriteLine($"MONITOR_SEED={seed} MONITOR_CASES={cases}");

        var run = Task.Run(() => TryAll(new Mutations(seed, Corpus.Read()), cases));
        for (var before = -1; !run.IsCompleted; before = done)
        {
            await Task.WhenAny(run, Task.Delay(LongestText, TestContext.Current.CancellationToken));
            Assert.False(done == before && !run.IsCompleted, $"Seed {seed}: hangs on {Show(current)}");
        }

        var fault = await run;
        Assert.True(fault is null, $"Seed {seed}, text {done}: {fault}\n{Show(current)}");

        // Were nearly all texts of one kind, little would be tried.
        output.WriteLine($"{parsed} read, {cases - parsed} refused");
        Assert.InRange(parsed, cases / 5, cases * 4 / 5);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{a(b:[")]
    [InlineData("{a(b:{c:")]
    [InlineData("query($a:[")]
    [InlineData("{...@a{")]
    [InlineData("\"\"\"")]
    [InlineData("\\")]
    [InlineData("#")]
    [InlineData("type A implements B&")]
    public void A_piece_repeated_ten_thousand_times_is_refused(string piece) =>
        Assert.Throws<SyntaxException>(() => Parser.Parse(string.Concat(Enumerable.Repeat(piece, 10_000))));

    private string? TryAll(Mutations mutations, int cases)
    {
        for (done = 0; done < cases; done++)
        {
            current = mutations.Next();
            if (FaultOf(current) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    /// <summary>What is wrong with how a text is read; null where nothing is.</summary>
    private string? FaultOf(string text)
    {
        try
        {
            var document = Parser.Parse(text);
            parsed++;
            return FaultOf(document);
        }
        catch (SyntaxException refused)
        {
            return FaultOf(refused, text);
        }
        catch (Exception other)
        {
            return other.ToString();
        }
    }

    private static string? FaultOf(Document document)
    {
        var printed = Printer.Print(document);
        if (ReadsOtherwise(document))
        {
            return null;
        }

        try
        {
            var again = Printer.Print(Parser.Parse(printed));
            return again == printed ? null : $"is printed as {Show(printed)} and that as {Show(again)}";
        }
        catch (SyntaxException refused)
        {
            return $"is printed as {Show(printed)} and that refused: {refused.Message}";
        }
    }

    /// <summary>
    /// The layout's own fault, graphql-js' too: <c>enum E query { a }</c> loses its keyword, and reads as one enum.
    /// </summary>
    private static bool ReadsOtherwise(Document document) => document.Definitions
        .Zip(document.Definitions.Skip(1))
        .Any(pair => pair is { First: TypeSystemDefinition, Second: OperationDefinition }
            && !Printer.Print(pair.First).EndsWith('}')
            && Printer.Print(pair.Second).StartsWith('{'));

    private static string? FaultOf(SyntaxException refused, string text)
    {
        var place = refused.Location;
        if (!refused.Message.StartsWith("Syntax Error: ", StringComparison.Ordinal))
        {
            return $"is refused with {refused.Message}";
        }

        return place.Start >= 0 && place.Start <= text.Length && (place.Line, place.Column) == Find(text, place.Start)
            ? null
            : $"is refused at {place}";
    }

    private static (int Line, int Column) Find(string text, int position)
    {
        var before = text[..position].Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        return (before.Count(c => c == '\n') + 1, before.Length - before.LastIndexOf('\n'));
    }

    private static string Show(string text)
    {
        var shown = new StringBuilder("\"");
        foreach (var c in text)
        {
            shown.Append(c is >= ' ' and <= '~' and not ('"' or '\\') ? $"{c}" : $"\\u{(int)c:X4}");
        }

        return shown.Append('"').ToString();
    }

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
}
