using FsCheck;
using FsCheck.Fluent;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Tests.Language;

/// <summary>Whatever a text holds, it is read back as it was printed.</summary>
public sealed class TextPropertyTests
{
    // What quoting, escaping and the layout of block strings trip over, and a few plain letters to keep them apart.
    private static readonly Arbitrary<string> Texts = Gen
        .Elements("\"", "\"\"\"", "\\", "\\\"\"\"", "\n", "\r", "\t", " ", "  ", "a", "é", "#", "{", "\0", "\u0007",
            "\u007F", "\u0085", "\u2028", "\uFEFF", "\U0001F600", "tachtig tekens lang, zodat de regel niet past: ja")
        .ListOf()
        .Select(pieces => string.Concat(pieces))
        .ToArbitrary();

    private static readonly Config ManyTimes = Config.QuickThrowOnFailure.WithMaxTest(2_000);

    [Fact]
    public void A_string_value_survives() =>
        Prop.ForAll(Texts, text => Read(new StringValue(text)) == text).Check(ManyTimes);

    [Fact]
    public void A_description_survives_in_quotes() =>
        Prop.ForAll(Texts, text => ReadQuoted(text) == text).Check(ManyTimes);

    [Fact]
    public void A_description_survives_in_a_block_or_in_quotes() =>
        Prop.ForAll(Texts, text => ReadDescription(text) == text).Check(ManyTimes);

    // The indentation of the place where it stands is not the text's own.
    [Fact]
    public void A_description_survives_indented() =>
        Prop.ForAll(Texts, text => ReadArgumentDescription(text) == text).Check(ManyTimes);

    private static string Read(Value value) =>
        Assert.IsType<StringValue>(Parser.ParseValue(Printer.Print(value))).Text;

    private static string? ReadQuoted(string text)
    {
        var printed = Printer.Print(new ScalarTypeDefinition { Name = new Name("S"), Description = text });
        return Assert.IsType<ScalarTypeDefinition>(Parser.Parse(printed).Definitions[0]).Description;
    }

    private static string? ReadDescription(string text) =>
        ReadAgain<ScalarTypeDefinition>(new ScalarTypeDefinition { Name = new Name("S"), Description = text })
            .Description;

    private static string? ReadArgumentDescription(string text)
    {
        var type = new NamedTypeNode("Int");
        var argument = new InputValueDefinition { Name = new Name("b"), Description = text, Type = type };
        var field = new FieldDefinition { Name = new Name("a"), Type = type, Arguments = [argument] };
        return ReadAgain<ObjectTypeDefinition>(new ObjectTypeDefinition { Name = new Name("T"), Fields = [field] })
            .Fields[0].Arguments[0].Description;
    }

    /// <summary>A definition once a schema of it was printed, which is what chooses between the two forms.</summary>
    private static T ReadAgain<T>(T definition)
        where T : TypeDefinition
    {
        var schema = SchemaBuilder.Build(new Document([definition]), new SchemaOptions { AssumeValid = true });
        return Assert.IsType<T>(Assert.Single(Parser.Parse(SchemaPrinter.Print(schema)).Definitions));
    }
}
