using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Monitor.GraphQL.Execution;
using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Tests.Execution;

/// <summary>The bytes of an answer: what Utf8JsonWriter writes, and numbers as JSON.stringify writes them.</summary>
public sealed class JsonOutputTests
{
    private static readonly Document Leaf = Parser.Parse("{ leaf }");

    private static readonly ExecutableSchema AnyLeaf = Run.Bind(
        "type Query { leaf: Any } scalar Any",
        binder => binder.Field<object?, object?>("Query.leaf", (parents, _, _) => new(parents)));

    private static readonly string[] Texts =
    [
        "", "plain", "a \"quote\"", @"back\slash", "line\r\nbreak\ttab\b\f\0\u001f\u007f\u0080", "é Fryslân ñ", "日本語",
        "😀", "a😀b", "\ud800", "x\udc00y", "\u2028\u2029", "\ufeff", "<script>'&'</script>", "\u00a0", "+`/",
        new('x', 5_000), new('é', 5_000), string.Concat(Enumerable.Repeat("ab\"é😀\n", 500)),
    ];

    [Fact]
    public void Text_is_escaped_as_by_the_writer_of_dotnet()
    {
        foreach (var encoder in new[] { JavaScriptEncoder.Default, JavaScriptEncoder.UnsafeRelaxedJsonEscaping })
        {
            Assert.All(Texts, text => Assert.Equal(Expected(text, encoder), Written(text, encoder)));
        }
    }

    [Fact]
    public void Any_text_is_escaped_as_by_the_writer_of_dotnet()
    {
        const string alphabet = "aZ09 \"\\/<>&'\n\t\u0001\u007f\u0085éß日\u2028\ud83d\ude00\ufffe";
        var random = new Random(17);
        for (var i = 0; i < 2_000; i++)
        {
            var text = new string(random.GetItems(alphabet.AsSpan(), random.Next(200)));
            Assert.Equal(
                Expected(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping),
                Written(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping));
        }
    }

    [Theory]
    [InlineData(0.1, "0.1")]
    [InlineData(-0.0, "0")]
    [InlineData(1.0, "1")]
    [InlineData(-12.5, "-12.5")]
    [InlineData(0.000001, "0.000001")]
    [InlineData(0.0000001, "1e-7")]
    [InlineData(-1.5e-9, "-1.5e-9")]
    [InlineData(123456789012345680000.0, "123456789012345680000")]
    [InlineData(1e21, "1e+21")]
    [InlineData(1.25e+30, "1.25e+30")]
    [InlineData(0.30000000000000004, "0.30000000000000004")]
    [InlineData(123456.654321, "123456.654321")]
    [InlineData(999999999.999999, "999999999.999999")]
    [InlineData(9007199254740993.0, "9007199254740992")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(double.MaxValue, "1.7976931348623157e+308")]
    [InlineData(double.NaN, "null")]
    [InlineData(double.PositiveInfinity, "null")]
    public void Numbers_are_written_as_in_ECMAScript(double number, string expected)
    {
        Assert.Equal(expected, Written(number, JavaScriptEncoder.Default));
        Assert.Equal($"[{expected}]", Written(new object[] { number }, JavaScriptEncoder.Default));
    }

    [Fact]
    public void Any_number_is_read_back_as_it_was()
    {
        var random = new Random(18);
        for (var i = 0; i < 20_000; i++)
        {
            var number = i % 2 == 0
                ? BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue))
                : random.Next(-2_000_000_000, 2_000_000_000) / Math.Pow(10, random.Next(8));
            var written = Written(number, JavaScriptEncoder.Default);
            double? expected = double.IsFinite(number) ? number : null;
            Assert.Equal(expected, written == "null" ? null : double.Parse(written, CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public async Task Every_kind_of_leaf_is_written_the_same_from_a_member_and_from_a_resolver()
    {
        const string fields = "int long maybe double text flag id date kind kinds numbers texts";
        var types = "int: Int! long: Float maybe: Int double: Float text: String flag: Boolean id: ID date: Date"
            + " kind: Kind kinds: [Kind!] numbers: [Int] texts: [[String]]";
        var schema = Run.Bind(
            $"type Query {{ member: Leaves call: Called }} type Leaves {{ {types} }} type Called {{ {types} }}"
            + " enum Kind { FIRST_ONE SECOND } scalar Date",
            binder =>
            {
                binder.Type<Leaves>("Leaves");
                binder.Root<Leaves?>("Query.member", (_, _) => new(new Leaves()));
                binder.Root<Leaves?>("Query.call", (_, _) => new(new Leaves()));
                foreach (var field in fields.Split(' '))
                {
                    var property = typeof(Leaves).GetProperty(char.ToUpperInvariant(field[0]) + field[1..])!;
                    binder.Field<Leaves, object?>($"Called.{field}", (parents, _, _) =>
                        new([.. parents.Select(property.GetValue)]));
                }
            });

        const string leaves = """
            {"int":1,"long":5000000000,"maybe":null,"double":0.5,"text":"é\"","flag":true,
            "id":"6f9619ff-8b86-d011-b42d-00cf4fc964ff","date":"2017-03-31","kind":"FIRST_ONE",
            "kinds":["SECOND","FIRST_ONE"],"numbers":[1,null,3],"texts":[["a",null],null,[]]}
            """;
        var expected = leaves.ReplaceLineEndings("");
        Assert.Equal(
            $$"""{"member":{{expected}},"call":{{expected}}}""",
            await Run.DataAsync(schema, $"{{ member {{ {fields} }} call {{ {fields} }} }}"));
    }

    private static string Expected(string text, JavaScriptEncoder encoder) =>
        Bytes(encoder, json => json.WriteStringValue(text));

    /// <summary>As a leaf of an answer.</summary>
    private static string Written(object value, JavaScriptEncoder encoder)
    {
        var request = new ExecutionRequest
        {
            Document = Leaf,
            RootValue = value,
            Services = Run.NoServices.Instance,
        };
        var answer = new Executor(AnyLeaf).ExecuteAsync(request, CancellationToken.None);
        return Bytes(encoder, answer.GetAwaiter().GetResult().WriteData)["{\"leaf\":".Length..^1];
    }

    private static string Bytes(JavaScriptEncoder encoder, Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = encoder }))
        {
            write(writer);
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private enum Kind
    {
        FirstOne,
        Second,
    }

    private sealed record Leaves
    {
        public int Int { get; } = 1;

        public long Long { get; } = 5_000_000_000;

        public int? Maybe { get; }

        public double Double { get; } = 0.5;

        public string? Text { get; } = "é\"";

        public bool Flag { get; } = true;

        public Guid Id { get; } = Guid.Parse("6f9619ff-8b86-d011-b42d-00cf4fc964ff");

        public DateOnly Date { get; } = new(2017, 3, 31);

        public Kind Kind { get; } = Kind.FirstOne;

        public Kind[] Kinds { get; } = [Kind.Second, Kind.FirstOne];

        public int?[] Numbers { get; } = [1, null, 3];

        public string?[]?[] Texts { get; } = [["a", null], null, []];
    }
}
