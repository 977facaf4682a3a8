using System.Text;
using System.Text.Json;
using Monitor.Gateway.Execution.Reading;

namespace Monitor.Gateway.Tests.Execution.Reading;

/// <summary>RFC 8259: what is JSON, and what is not.</summary>
public sealed class JsonScannerTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("-12.5e+3")]
    [InlineData("1E9")]
    [InlineData("\"\"")]
    [InlineData("\"a\\u00e9\\n\\\\\\\"\"")]
    [InlineData("\"sixteen and more letters, an é, and a quote: \\\" \"")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("[ ]")]
    [InlineData("{ \"a\" : [ 1 , { \"b\" : false } ] , \"a\" : null }")]
    public void A_value_is_read_to_its_end(string json)
    {
        Assert.Equal(Encoding.UTF8.GetByteCount(json), LengthOf(json));
        Assert.Equal(Encoding.UTF8.GetByteCount(json), LengthOf(json + " "));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("+1")]
    [InlineData(".5")]
    [InlineData("1.")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("nul")]
    [InlineData("True")]
    [InlineData("\"")]
    [InlineData("\"no end")]
    [InlineData("\"a line\nbreak\"")]
    [InlineData("\"nothing\u0000\"")]
    [InlineData("\"\\x\"")]
    [InlineData("\"\\u12g4\"")]
    [InlineData("\"\\")]
    [InlineData("[1")]
    [InlineData("[1,]")]
    [InlineData("[,1]")]
    [InlineData("[1 2]")]
    [InlineData("{\"a\"}")]
    [InlineData("{\"a\":}")]
    [InlineData("{a:1}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("<html>")]
    public void What_is_not_json_is_refused(string json) =>
        Assert.Throws<MalformedAnswerException>(() => LengthOf(json));

    [Fact]
    public void A_number_ends_where_its_grammar_does()
    {
        Assert.Equal(1, LengthOf("01"));   // whoever reads on finds the 1 where a comma should be
        Assert.Equal(3, LengthOf("1.5.5"));
    }

    [Fact]
    public void Nesting_ends_at_128_levels()
    {
        Assert.Equal(256, LengthOf(new string('[', 128) + new string(']', 128)));
        Assert.Throws<MalformedAnswerException>(() => LengthOf(new string('[', 129) + new string(']', 129)));
        Assert.Throws<MalformedAnswerException>(() => LengthOf(new string('[', 5_000_000)));
    }

    /// <summary>Every text of up to five of these characters, as .NET's own reader judges it.</summary>
    [Fact]
    public void Every_short_text_is_judged_as_by_another_reader()
    {
        const string letters = "{}[]\",:1-.e0\\u ";
        var count = 0;
        foreach (var text in Texts(letters, 5))
        {
            count++;
            Assert.True(IsJson(text) == IsScanned(text), text);
        }
        Assert.Equal(813_615, count);   // 15 + 15² + … + 15⁵
    }

    private static IEnumerable<string> Texts(string letters, int longest)
    {
        IEnumerable<string> last = [""];
        for (var length = 1; length <= longest; length++)
        {
            last = last.SelectMany(text => letters.Select(letter => text + letter)).ToList();
            foreach (var text in last)
            {
                yield return text;
            }
        }
    }

    private static bool IsJson(string text)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { MaxDepth = 128 });
        try
        {
            return reader.Read() && reader.TrySkip() && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsScanned(string text)
    {
        var scanner = new JsonScanner(Encoding.UTF8.GetBytes(text));
        try
        {
            scanner.SkipSpace();
            scanner.SkipValue(0);
            scanner.SkipSpace();
            return scanner.IsAtEnd;
        }
        catch (MalformedAnswerException)
        {
            return false;
        }
    }

    private static int LengthOf(string json)
    {
        var scanner = new JsonScanner(Encoding.UTF8.GetBytes(json));
        scanner.SkipValue(0);
        return scanner.Position;
    }
}
